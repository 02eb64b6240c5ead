//! Words that hold another one: phrases of what is written without spaces.

use crate::model::Vocabulary;

/// Bytes of a block. A word has one at each multiple of this, and of any run of twice as many bytes in it at least one
/// lies within the run.
const BLOCK: usize = 8;

/// What is looked for is no shorter than this.
pub(super) const SHORTEST: usize = 2 * BLOCK;

/// The long words of a vocabulary by their blocks.
pub(super) struct Holding {
    /// Blocks with the words that have them, ascending.
    blocks: Vec<(u64, u32)>,
}

impl Holding {
    /// Indexes a vocabulary.
    pub(super) fn new(vocabulary: &Vocabulary) -> Self {
        let words = (0..vocabulary.len() as u32).filter(|&id| vocabulary.form(id).len() >= SHORTEST);
        let of_word = |id| vocabulary.form(id).as_bytes().as_chunks().0.iter().map(move |&block| (number(block), id));
        let mut blocks: Vec<(u64, u32)> = words.flat_map(of_word).collect();
        blocks.sort_unstable();
        blocks.dedup();
        Holding { blocks }
    }

    /// Words that may hold one of at least [`SHORTEST`] bytes, those that do among them; some more than once.
    pub(super) fn candidates(&self, form: &str) -> impl Iterator<Item = u32> + use<'_> {
        let blocks = form.as_bytes().windows(BLOCK).take(BLOCK);
        let blocks: Vec<u64> = blocks.map(|block| number(block.try_into().expect("as long"))).collect();
        let of_block = |block: u64| {
            let start = self.blocks.partition_point(|other| other.0 < block);
            self.blocks[start..].iter().take_while(move |other| other.0 == block).map(|other| other.1)
        };
        blocks.into_iter().flat_map(of_block)
    }
}

fn number(block: [u8; BLOCK]) -> u64 {
    u64::from_le_bytes(block)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_in_another_one_wherever_it_begins() {
        let mut vocabulary = Vocabulary::default();
        let all = "opening-hours-of-the-harbour-office";
        vocabulary.intern("short");
        let id = vocabulary.intern(all);
        vocabulary.intern("opening-hours-of-the-town-hall-only");
        let holding = Holding::new(&vocabulary);
        for start in 0..=all.len() - SHORTEST {
            for end in start + SHORTEST..=all.len() {
                let form = &all[start..end];
                assert!(holding.candidates(form).any(|found| found == id), "{form}");
            }
        }
        assert_eq!(holding.candidates("nothing-of-the-kind").count(), 0);
    }
}
