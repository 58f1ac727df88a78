//! Which item of the guidance stands where in a pack, so that nothing of it is missed.

use std::collections::BTreeSet;

use crate::pack::{GuidanceIndex, GuidanceKind, Pack, Strength};

/// One item of the guidance, and what of the pack uses it as its kind asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covered {
    /// The item.
    pub id: String,
    /// Its kind.
    pub kind: GuidanceKind,
    /// Its strength.
    pub strength: Option<Strength>,
    /// What uses it, by the ids of the pack's files: `rules.action-plan`; none where nothing does.
    pub used_by: Vec<String>,
}

/// How much of the guidance of one kind is in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// The kind.
    pub kind: GuidanceKind,
    /// How many items the source has of it.
    pub items: usize,
    /// The ids that nothing in the pack uses as it should.
    pub missing: Vec<String>,
}

/// The kinds, in the order in which they are counted.
const KINDS: [GuidanceKind; 7] = [
    GuidanceKind::Duty,
    GuidanceKind::Advice,
    GuidanceKind::Safeguard,
    GuidanceKind::Warning,
    GuidanceKind::Option,
    GuidanceKind::Context,
    GuidanceKind::Stance,
];

/// What an item has to be to a pack.
enum Role {
    /// A rule cites it: its neglect is a finding.
    Cited,
    /// A suggestion offers it: it is never a failing.
    Offered,
    /// A rule, a remark or an action has it as its reason.
    Reason,
    /// The scope, or a rule, says it.
    Said,
}

/// Returns every item with what uses it, in the order of the source.
///
/// A duty, an advice, a safeguard, a warning, and a stance on which a ground rests, is used by a rule that cites it; an
/// option by a suggestion; an argument by a rule, remark or action that has it under `why`. Any other stance stands in
/// the scope, or with a rule.
#[must_use]
pub fn covered(pack: &Pack) -> Vec<Covered> {
    let on_ground: BTreeSet<GuidanceIndex> = pack
        .grounds
        .iter()
        .flat_map(|ground| ground.cites.iter().copied())
        .collect();
    (0..)
        .map(GuidanceIndex)
        .zip(&pack.guidance)
        .map(|(index, item)| {
            let role = match item.kind {
                GuidanceKind::Option => Role::Offered,
                GuidanceKind::Context => Role::Reason,
                GuidanceKind::Stance if !on_ground.contains(&index) => Role::Said,
                _ => Role::Cited,
            };
            Covered {
                id: item.id.clone(),
                kind: item.kind,
                strength: item.strength,
                used_by: users(pack, index, &role),
            }
        })
        .collect()
}

/// Counts items in use by kind; kinds of which there is no item are left out.
#[must_use]
pub fn by_kind(covered: &[Covered]) -> Vec<Coverage> {
    KINDS
        .into_iter()
        .map(|kind| {
            let of_kind = || covered.iter().filter(|item| item.kind == kind);
            Coverage {
                kind,
                items: of_kind().count(),
                missing: of_kind()
                    .filter(|item| item.used_by.is_empty())
                    .map(|item| item.id.clone())
                    .collect(),
            }
        })
        .filter(|row| row.items > 0)
        .collect()
}

fn users(pack: &Pack, index: GuidanceIndex, role: &Role) -> Vec<String> {
    let mut found = Vec::new();
    if matches!(role, Role::Said) {
        let scope = (1..).zip(&pack.scope);
        let saying = scope.filter(|(_, rule)| rule.cites.contains(&index));
        found.extend(saying.map(|(number, _)| format!("scope.{number}")));
    }
    for rule in &pack.rules {
        let id = &rule.id;
        let cited = matches!(role, Role::Cited | Role::Said) && rule.cites.contains(&index);
        let reason = matches!(role, Role::Reason | Role::Said);
        if cited || (reason && rule.why.contains(&index)) {
            found.push(format!("rules.{id}"));
        }
        if reason {
            let remarks = (1..).zip(&rule.remarks);
            let minding = remarks.filter(|(_, remark)| remark.why.contains(&index));
            found.extend(minding.map(|(number, _)| format!("rules.{id}.remarks.{number}")));
        }
    }
    for action in &pack.actions {
        let uses = match role {
            Role::Offered => action.suggest_when.is_some() && action.cites.contains(&index),
            Role::Reason => action.why.contains(&index),
            Role::Cited | Role::Said => false,
        };
        if uses {
            found.push(format!("actions.{}", action.id));
        }
    }
    found
}
