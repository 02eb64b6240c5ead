//! Where a word stands in a table of words that never changes: open addressing with FNV-1a.
//!
//! The build script lays the tables out, the library looks words up in them.

/// What stands in a slot that holds no word.
pub const EMPTY: u16 = u16::MAX;

/// The table of some words: in each slot the number of a word. A quarter of the slots or fewer are taken.
pub fn lay_out<'a>(words: impl ExactSizeIterator<Item = &'a str>) -> Vec<u16> {
    let mut slots = vec![EMPTY; (words.len() * 4).next_power_of_two()];
    for (number, word) in words.enumerate() {
        let free = probe(word, slots.len()).find(|&slot| slots[slot] == EMPTY);
        slots[free.expect("most slots are free")] = u16::try_from(number).expect("fewer than 2^16 words");
    }
    slots
}

/// The number of a word in a table, where `form` tells the words by their numbers.
pub fn find<'a>(word: &str, slots: &[u16], form: impl Fn(u16) -> &'a str) -> Option<u16> {
    probe(word, slots.len()).map(|slot| slots[slot]).take_while(|&number| number != EMPTY).find(|&n| form(n) == word)
}

/// The slots in which a word may stand, in the order in which they are tried.
fn probe(word: &str, slots: usize) -> impl Iterator<Item = usize> {
    // http://www.isthe.com/chongo/tech/comp/fnv/
    let hash = word.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let mask = slots - 1;
    (0..slots).map(move |step| ((hash ^ (hash >> 15)) as usize + step) & mask)
}

#[cfg(test)]
mod tests {
    use super::{find, lay_out};

    #[test]
    fn every_word_is_found_and_no_other() {
        let words = ["a", "the", "für", "", "zwölf", "not"];
        let slots = lay_out(words.iter().copied());
        let form = |number: u16| words[usize::from(number)];
        for (number, word) in words.iter().enumerate() {
            assert_eq!(find(word, &slots, form), Some(number as u16), "{word}");
        }
        assert_eq!(find("no", &slots, form), None);
    }
}
