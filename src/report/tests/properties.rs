//! Arbitrary text on arbitrary pages.
