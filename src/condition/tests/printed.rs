//! What is printed of a compiled condition is that condition again.

use super::generate::{case, compiled};
use super::pack::Pack;
use super::print::plain;
use super::tape::for_all;
use crate::condition::{ConditionIndex, Node, print};
use proptest::prelude::*;

fn printed(pack: &Pack, node: &Node) -> String {
    let name = |index: ConditionIndex| {
        let found = pack.named.iter().find(|(_, named)| named.index == index);
        found.map(|(name, named)| (name.as_str(), &named.node))
    };
    print(node, &pack.facts, &name)
}

#[test]
fn a_printed_condition_compiles_to_itself() {
    for_all(|mut tape| {
        let case = case(&mut tape);
        let node = compiled(&case, &plain(&case.condition, &case.pack));
        let text = printed(&case.pack, &node);
        prop_assert_eq!(case.pack.compile(&text, case.each), Ok(node), "{}", text);
        Ok(())
    });
}

#[test]
fn a_name_stands_for_what_it_says_and_anything_else_is_written_out() {
    let mut pack = Pack::default();
    pack.add("a", crate::facts::Kind::YesNo, None);
    pack.add("b", crate::facts::Kind::YesNo, None);
    pack.name("either", r#"a == "yes" || b == "yes""#);
    let node = pack.compile(r#"either && b != "no""#, None).unwrap();
    assert_eq!(printed(&pack, &node), r#"either && b != "no""#);
    let Node::And(mut parts) = node else {
        panic!("{node:?}")
    };
    let Node::Named(_, body) = &mut parts[0] else {
        panic!("{parts:?}")
    };
    let Node::Or(of) = &mut **body else {
        panic!("{body:?}")
    };
    of.swap(0, 1);
    assert_eq!(
        printed(&pack, &Node::And(parts)),
        r#"(b == "yes" || a == "yes") && b != "no""#
    );
}
