//! Two of a kind: one for the old side, one for the new.

use serde::{Deserialize, Serialize};

/// Which of the two snapshots of a comparison something belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The earlier snapshot.
    Old,
    /// The later snapshot.
    New,
}

impl Side {
    /// Both sides, old first.
    pub const BOTH: [Side; 2] = [Side::Old, Side::New];

    /// The opposite side.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Side::Old => Side::New,
            Side::New => Side::Old,
        }
    }
}

/// Something that exists once for the old snapshot and once for the new one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Pair<T> {
    /// Of the earlier snapshot.
    pub old: T,
    /// Of the later snapshot.
    pub new: T,
}

impl<T> Pair<T> {
    /// Pairs an old and a new value.
    pub const fn new(old: T, new: T) -> Self {
        Pair { old, new }
    }

    /// The value of one side.
    pub fn get(&self, side: Side) -> &T {
        match side {
            Side::Old => &self.old,
            Side::New => &self.new,
        }
    }

    /// The value of one side, to be changed.
    pub fn get_mut(&mut self, side: Side) -> &mut T {
        match side {
            Side::Old => &mut self.old,
            Side::New => &mut self.new,
        }
    }

    /// References to both values.
    pub const fn as_ref(&self) -> Pair<&T> {
        Pair { old: &self.old, new: &self.new }
    }

    /// Applies `f` to both values, old first.
    pub fn map<U>(self, mut f: impl FnMut(T) -> U) -> Pair<U> {
        Pair { old: f(self.old), new: f(self.new) }
    }

    /// The same two values with their sides exchanged.
    #[must_use]
    pub fn swap(self) -> Self {
        Pair { old: self.new, new: self.old }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swapping_twice_changes_nothing() {
        let pair = Pair::new(1, 2);
        assert_eq!(pair.swap(), Pair::new(2, 1));
        assert_eq!(pair.swap().swap(), pair);
        assert_eq!(*pair.get(Side::Old.other()), 2);
    }
}
