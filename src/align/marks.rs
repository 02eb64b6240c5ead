//! Which features a row has, laid out by feature: to ask for many of them costs no search for each.

/// The features of one row at a time.
#[derive(Debug)]
pub(super) struct Marks {
    /// For each feature the last row that had it, counted from one.
    last: Vec<u32>,
    row: u32,
}

impl Marks {
    /// None of so many features.
    pub(super) fn new(features: usize) -> Self {
        Marks { last: vec![0; features], row: 0 }
    }

    /// Marks the features of a row, and none else.
    pub(super) fn set(&mut self, features: &[u32]) {
        self.row += 1;
        features.iter().for_each(|&feature| self.last[feature as usize] = self.row);
    }

    /// Whether a feature is marked.
    pub(super) fn has(&self, feature: u32) -> bool {
        self.row > 0 && self.last[feature as usize] == self.row
    }
}

#[cfg(test)]
mod tests {
    use super::Marks;

    #[test]
    fn only_the_last_row_is_marked() {
        let mut marks = Marks::new(4);
        assert!((0..4).all(|feature| !marks.has(feature)));
        marks.set(&[1, 2]);
        marks.set(&[2, 3]);
        assert_eq!((0..4).map(|feature| marks.has(feature)).collect::<Vec<_>>(), [false, false, true, true]);
        marks.set(&[]);
        assert!((0..4).all(|feature| !marks.has(feature)));
    }
}
