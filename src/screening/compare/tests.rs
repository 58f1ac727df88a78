//! Causes on small packs, and properties over generated and real ones.
