//! Many short lists, one directly after the other.

/// A list of numbers for each of many things.
#[derive(Debug, Default)]
pub(super) struct Lists {
    ends: Vec<u32>,
    entries: Vec<u32>,
}

impl Lists {
    /// None so far, with room for so many entries.
    pub(super) fn with_room(entries: usize) -> Self {
        Lists { ends: Vec::new(), entries: Vec::with_capacity(entries) }
    }

    /// How many lists there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The list of a thing.
    pub(super) fn of(&self, at: usize) -> &[u32] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.entries[start as usize..self.ends[at] as usize]
    }

    /// All entries of all lists.
    pub(super) fn entries(&self) -> &[u32] {
        &self.entries
    }

    /// Adds the list of the next thing.
    pub(super) fn push(&mut self, list: impl Iterator<Item = u32>) -> &[u32] {
        let start = self.entries.len();
        self.entries.extend(list);
        self.ends.push(self.entries.len() as u32);
        &self.entries[start..]
    }

    /// Adds all lists of others.
    pub(super) fn append(&mut self, other: &Lists) {
        let start = self.entries.len() as u32;
        self.entries.extend(&other.entries);
        self.ends.extend(other.ends.iter().map(|end| start + end));
    }
}
