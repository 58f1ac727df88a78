//! Checks the default pack and embeds it; see the end of the file list in docs/design.md.

fn main() {}
