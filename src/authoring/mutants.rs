//! Alters every condition of a pack, one thing at a time, and tells which alterations the pack's tests do not notice.
//!
//! Only compiled conditions are altered, and a case runs only where the altered condition comes out otherwise on its
//! answers: thousands of alterations then take seconds.

use super::alter::altered;
use super::cases::{Case, TestError, read};
use super::constant::{Verdict as Tried, verdict as tried};
use super::sites::{Site, sites};
use super::survivors::{Survivor, survivors};
use crate::condition::{Bindings, Node, Truth, evaluate};
use crate::facts::AnswerTable;
use crate::pack::{Pack, PackFiles};
use crate::profile::Profile;
use crate::screening::{Answers, Verdict};

/// An alteration of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutant {
    /// Where the condition stands: `rules.action-plan.when`.
    pub at: String,
    /// The part that was altered, as it was.
    pub was: String,
    /// What stands there now; empty where the condition is left out.
    pub becomes: String,
    /// The whole condition now; empty where it is left out.
    pub whole: String,
    /// Whether the condition decides what is raised, open, asked or outside scope. The others choose what is said or
    /// offered besides; tests may hold that too, and need not.
    pub decides: bool,
}

/// What altering a pack showed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MutationReport {
    /// How many alterations some case noticed.
    pub killed: usize,
    /// How many change nothing, whatever is answered, so that no case could notice.
    pub same: usize,
    /// Those that no case noticed and no reason is given for, in the order of the pack.
    pub survivors: Vec<Mutant>,
    /// How many survive with a reason.
    pub excused: usize,
    /// Reasons given for alterations that do not survive, or are none.
    pub stale: Vec<Survivor>,
}

impl MutationReport {
    /// Tells whether every alteration that decides something was noticed or has its reason, and every reason its
    /// alteration.
    #[must_use]
    pub fn passes(&self) -> bool {
        self.stale.is_empty() && !self.survivors.iter().any(|mutant| mutant.decides)
    }
}

/// Alters every condition of a pack in turn and runs its cases.
///
/// The tests have to pass as they are: a case that fails anyway would notice everything.
///
/// # Errors
/// [`TestError`] where the tests or the reasons cannot be read.
pub fn mutants(pack: &Pack, files: &PackFiles) -> Result<MutationReport, TestError> {
    let cases = read(pack, files)?;
    let excuses = survivors(files)?;
    let ready: Vec<Ready<'_>> = cases
        .iter()
        .filter_map(|case| Ready::new(pack, case))
        .collect();
    let mut report = MutationReport::default();
    let mut used = vec![false; excuses.len()];
    for found in run(pack, &ready) {
        report.killed += found.killed;
        report.same += found.same;
        for mutant in found.alive {
            let excuse = excuses
                .iter()
                .position(|entry| entry.at == mutant.at && entry.becomes == mutant.whole);
            match excuse.and_then(|at| used.get_mut(at)) {
                Some(used) => {
                    *used = true;
                    report.excused += 1;
                }
                None => report.survivors.push(mutant),
            }
        }
    }
    let stale = excuses.into_iter().zip(used).filter(|(_, used)| !used);
    report.stale = stale.map(|(entry, _)| entry).collect();
    Ok(report)
}

/// A case whose profile is right, with its answers settled.
struct Ready<'a> {
    case: &'a Case,
    profile: &'a Profile,
    answers: Answers,
}

impl<'a> Ready<'a> {
    fn new(pack: &Pack, case: &'a Case) -> Option<Self> {
        let profile = case.profile.as_ref().ok()?;
        Some(Self {
            case,
            profile,
            answers: Answers::settle(pack, profile),
        })
    }

    /// Tells whether the case fails with an altered pack.
    fn notices(&self, pack: &Pack, site: Site) -> bool {
        let settled;
        let answers = match site {
            Site::Guard(_) | Site::Conflict(_) => {
                settled = Answers::settle(pack, self.profile);
                &settled
            }
            _ => &self.answers,
        };
        let verdict = Verdict::new(pack, self.profile, answers);
        let mut checks = self.case.checks.iter();
        checks.any(|check| check.failure(pack, &verdict).is_some())
    }

    /// Tells whether the case has an expectation on what a condition decides.
    fn is_about(&self, pack: &Pack, site: Site) -> bool {
        let mut checks = self.case.checks.iter();
        match site {
            Site::Applies(rule)
            | Site::When(rule)
            | Site::Remark(rule, _)
            | Site::Action(rule, _)
            | Site::OpenAction(rule, _) => checks.any(|check| check.is_about(rule)),
            Site::Suggestion(action) | Site::Timing(action, _) => {
                let id = pack.actions.get(action).map(|action| action.id.as_str());
                id.is_some_and(|id| checks.any(|check| check.is_about_action(id)))
            }
            Site::Scope(_) | Site::Ground(_) | Site::Conflict(_) | Site::Guard(_) => false,
        }
    }
}

/// What altering one condition showed.
#[derive(Default)]
struct Altered {
    killed: usize,
    same: usize,
    alive: Vec<Mutant>,
}

/// Returns, for every place in order, how many alterations were noticed, and those that were not.
fn run(pack: &Pack, ready: &[Ready<'_>]) -> Vec<Altered> {
    let all = sites(pack);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut found: Vec<(usize, Altered)> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|worker| {
                let share = all.iter().copied().enumerate().skip(worker);
                scope.spawn(move || {
                    let mut mutated = pack.clone();
                    share
                        .step_by(threads)
                        .map(|(number, site)| (number, alter(pack, &mut mutated, site, ready)))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| match worker.join() {
                Ok(found) => found,
                Err(panic) => std::panic::resume_unwind(panic),
            })
            .collect()
    });
    found.sort_by_key(|(number, _)| *number);
    found.into_iter().map(|(_, found)| found).collect()
}

fn alter(pack: &Pack, mutated: &mut Pack, site: Site, ready: &[Ready<'_>]) -> Altered {
    let Some(original) = site.condition(pack) else {
        return Altered::default();
    };
    let (mut ordered, others): (Vec<&Ready<'_>>, Vec<&Ready<'_>>) =
        ready.iter().partition(|ready| ready.is_about(pack, site));
    ordered.extend(others);
    let mut alterations: Vec<(Option<Node>, String, String)> = altered(original, &pack.facts)
        .into_iter()
        .map(|altered| {
            let (was, becomes) = (
                pack.condition(&altered.was),
                pack.condition(&altered.becomes),
            );
            (Some(altered.whole), was, becomes)
        })
        .collect();
    if site.is_optional() {
        alterations.push((None, pack.condition(original), String::new()));
    }
    let mut found = Altered::default();
    for (condition, was, becomes) in alterations {
        site.put(mutated, condition.clone());
        let is_noticed = ordered.iter().any(|ready| {
            differs(pack, mutated, site, (original, condition.as_ref()), ready)
                && ready.notices(mutated, site)
        });
        if is_noticed {
            found.killed += 1;
        } else if is_same(pack, site, original, condition.as_ref()) {
            found.same += 1;
        } else {
            found.alive.push(Mutant {
                decides: site.decides(),
                at: site.name(pack),
                was,
                becomes,
                whole: condition.map_or_else(String::new, |node| pack.condition(&node)),
            });
        }
    }
    site.put(mutated, Some(original.clone()));
    found
}

/// Tells whether a condition comes out as before whatever is answered, where its rule applies at all. A condition left
/// out is always true.
fn is_same(pack: &Pack, site: Site, was: &Node, becomes: Option<&Node>) -> bool {
    let differ = match becomes {
        None => Node::Not(Box::new(was.clone())),
        Some(becomes) => {
            let but = |holds: &Node, fails: &Node| {
                Node::And(vec![holds.clone(), Node::Not(Box::new(fails.clone()))])
            };
            Node::Or(vec![but(was, becomes), but(becomes, was)])
        }
    };
    let around = match site {
        Site::When(rule) | Site::Remark(rule, _) | Site::Action(rule, _) => {
            pack.rules.get(rule).and_then(|rule| rule.applies.clone())
        }
        _ => None,
    };
    let differ = around
        .into_iter()
        .fold(differ, |differ, applies| Node::And(vec![applies, differ]));
    matches!(tried(pack, &differ), Tried::NeverTrue)
}

/// Tells whether an alteration can make any difference to a case: whether the condition comes out otherwise on its
/// answers.
fn differs(
    pack: &Pack,
    mutated: &Pack,
    site: Site,
    (was, becomes): (&Node, Option<&Node>),
    ready: &Ready<'_>,
) -> bool {
    let on = |table: &AnswerTable| {
        let truth = |node: Option<&Node>, bindings: Option<&Bindings<'_>>| {
            node.map_or(Truth::True, |node| evaluate(node, table, bindings))
        };
        match site.list(pack) {
            None => truth(Some(was), None) != truth(becomes, None),
            Some(list) => table.records(list).any(|record| {
                let bindings = Bindings::new(list, record);
                truth(Some(was), Some(&bindings)) != truth(becomes, Some(&bindings))
            }),
        }
    };
    match site {
        // Which facts a ground reads counts too, whatever its truth.
        Site::Ground(_) => true,
        Site::Conflict(number) => {
            let holds = |pack: &Pack| {
                let conflict = pack.conflicts.get(number);
                conflict.is_some_and(|conflict| {
                    ready.answers.in_conflict(pack, ready.profile, conflict)
                })
            };
            holds(pack) != holds(mutated)
        }
        Site::Guard(_) => on(ready.answers.before_conflicts()) || on(ready.answers.table()),
        _ => on(ready.answers.table()),
    }
}
