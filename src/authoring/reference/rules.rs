//! The rules of a pack, each with examples.

use std::collections::BTreeSet;

use super::examples::Examples;
use super::{Describe, Example, ReferenceError, Sentence};
use crate::condition::Node;
use crate::facts::FactIndex;
use crate::pack::{ActionIndex, ActionRef, Pack, PackFiles, Priority, Rule};
use crate::screening::model::{Citation, Status};

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleEntry {
    /// Id.
    pub id: String,
    /// What it is about; the record's name may stand in braces.
    pub title: String,
    /// Heading of its topic.
    pub topic: String,
    /// The label of the list that it speaks about record by record.
    pub each: Option<String>,
    /// Name of the advice level it leads to.
    pub level: String,
    /// How soon to read it.
    pub priority: Priority,
    /// Why that is not the priority of the guidance cited.
    pub priority_because: Option<String>,
    /// Name of the ground that rests on it.
    pub ground: Option<String>,
    /// What is the matter when it is raised; facts may stand in braces.
    pub finding: String,
    /// What is added to that.
    pub remarks: Vec<RemarkEntry>,
    /// When it speaks at all; always where there is none.
    pub applies: Option<Sentence>,
    /// When it is raised.
    pub when: Sentence,
    /// The guidance whose neglect it is.
    pub cites: Vec<Citation>,
    /// Guidance to keep in mind.
    pub why: Vec<Citation>,
    /// Id and question of every fact it reads, in questionnaire order.
    pub questions: Vec<(String, String)>,
    /// What to do when it is raised.
    pub actions: Vec<ActionAsked>,
    /// What to do while it is open.
    pub open_actions: Vec<ActionAsked>,
    /// A profile that raises it; none where no test of the pack has one.
    pub raised: Option<Example>,
    /// A profile that does not.
    pub not_raised: Option<Example>,
    /// Ids it had in earlier versions.
    pub replaces: Vec<String>,
}

/// What a raised finding adds in some circumstances.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemarkEntry {
    /// The circumstances.
    pub when: Sentence,
    /// What it says.
    pub text: String,
    /// The guidance it rests on.
    pub why: Vec<Citation>,
}

/// An action as a rule asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionAsked {
    /// Id.
    pub id: String,
    /// What.
    pub title: String,
    /// It is left out where this does not hold.
    pub when: Option<Sentence>,
}

impl Describe<'_> {
    pub(super) fn rules(&self, files: &PackFiles) -> Result<Vec<RuleEntry>, ReferenceError> {
        let examples = Examples::read(self.pack, files, self.lang)?;
        self.pack
            .rules
            .iter()
            .map(|rule| self.rule(rule, &examples))
            .collect()
    }

    fn rule(&self, rule: &Rule, examples: &Examples<'_>) -> Result<RuleEntry, ReferenceError> {
        let pack = self.pack;
        let say = |text: &crate::text::Text| text.get(self.lang).to_owned();
        let topic = pack.topics.get(usize::from(rule.topic));
        let list = rule.each.and_then(|list| pack.facts.list(list));
        let ground = pack.grounds.iter().find(|ground| ground.rule == rule.id);
        let read = reads(pack, rule);
        let asked = pack.facts.iter().filter(|(index, _)| read.contains(index));
        let mut open_actions = self.asked(&rule.open_actions);
        if open_actions.is_empty() {
            let pack_wide = [pack.open_actions.unanswered, pack.open_actions.unknown];
            open_actions = pack_wide.into_iter().map(|at| self.ask(at, None)).collect();
            open_actions.dedup();
        }
        Ok(RuleEntry {
            id: rule.id.clone(),
            title: say(&rule.title),
            topic: topic.map(|topic| say(&topic.title)).unwrap_or_default(),
            each: list.map(|(at, _)| self.label(at)),
            level: pack
                .level(rule.level)
                .map(|level| say(&level.title))
                .unwrap_or_default(),
            priority: rule.priority,
            priority_because: rule.priority_because.as_ref().map(say),
            ground: ground.map(|ground| say(&ground.title)),
            finding: say(&rule.finding),
            remarks: rule
                .remarks
                .iter()
                .map(|remark| RemarkEntry {
                    when: self.sentence(&remark.when),
                    text: say(&remark.text),
                    why: self.citations(&remark.why),
                })
                .collect(),
            applies: rule.applies.as_ref().map(|node| self.sentence(node)),
            when: self.sentence(&rule.when),
            cites: self.citations(&rule.cites),
            why: self.citations(&rule.why),
            questions: asked
                .map(|(_, fact)| (fact.id.clone(), say(&fact.ask)))
                .collect(),
            actions: self.asked(&rule.actions),
            open_actions,
            raised: examples.first(&rule.id, Status::Raised)?,
            not_raised: examples.first(&rule.id, Status::NotRaised)?,
            replaces: rule.replaces.clone(),
        })
    }

    fn asked(&self, refs: &[ActionRef]) -> Vec<ActionAsked> {
        refs.iter()
            .map(|asked| self.ask(asked.action, asked.when.as_ref()))
            .collect()
    }

    fn ask(&self, index: ActionIndex, when: Option<&Node>) -> ActionAsked {
        let action = self.pack.action(index);
        ActionAsked {
            id: action.map(|action| action.id.clone()).unwrap_or_default(),
            title: action
                .map(|action| action.title.get(self.lang).to_owned())
                .unwrap_or_default(),
            when: when.map(|when| self.sentence(when)),
        }
    }
}

/// Returns the facts that decide on a rule, its list included.
pub(super) fn reads(pack: &Pack, rule: &Rule) -> BTreeSet<FactIndex> {
    let list = rule.each.and_then(|list| pack.facts.list(list));
    let mut read: BTreeSet<FactIndex> = list.into_iter().map(|(at, _)| at).collect();
    let conditions = rule.applies.iter().chain([&rule.when]);
    read.extend(conditions.flat_map(|node| node.facts(&pack.facts)));
    read
}
