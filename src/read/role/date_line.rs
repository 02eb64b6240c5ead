//! Lines by which a page dates itself.

use crate::language::token::is_unspaced;
use crate::read::block::Kind;
use crate::read::calendar::{self, Mention};
use crate::read::draft::Draft;

use super::{Page, words};

impl Page {
    /// "Last updated: 11 Jul. 2017", "Published" before a date, a date alone near the top, "Note issued 3 May 2021".
    pub(super) fn is_date_line(&self, draft: &Draft, index: usize) -> bool {
        const LONGEST: usize = 160;
        const WORDS_BEHIND: usize = 8;
        /// "Art. 68 G v.", before the date of what changed a law last.
        const WORDS_OF_AN_ACT: usize = 6;
        let folded = self.folded[index].as_str();
        if folded.len() > LONGEST {
            return false;
        }
        let label = self.date_label(folded);
        if label.is_some_and(|label| label == words(folded)) {
            return index + 1 < self.folded.len() && self.is_date_alone(draft, index + 1);
        }
        if !folded.bytes().any(|b| b.is_ascii_digit()) {
            return false;
        }
        let line = draft.blocks[index].span.of(&draft.text);
        if let Some(label) = label {
            // "As of June 2024, the fund has paid for …" is a sentence.
            let goes_on = |rest: &str| rest.starts_with(',') && rest.ends_with('.') && words(rest) > 2;
            let act = if self.is_by_an_act(folded) { WORDS_OF_AN_ACT } else { 0 };
            return self.mentions(line).first().is_some_and(|date| {
                let behind = &line[date.span.end..];
                (label..=label + act).contains(&words(&line[..date.span.start]))
                    && words(behind) <= WORDS_BEHIND + act
                    && !goes_on(behind)
            });
        }
        if self.is_issued(line, folded) || self.is_glued_date(line, folded) {
            return true;
        }
        let labelled =
            || self.date_label(&self.folded[index - 1]).is_some_and(|label| label == words(&self.folded[index - 1]));
        (index < self.front || (index > 0 && labelled())) && self.is_date_alone(draft, index)
    }

    /// "UpdatedJanuary 10, 2024": the markup between label and date is lost.
    fn is_glued_date(&self, line: &str, folded: &str) -> bool {
        let seam = line.char_indices().find(|&(at, c)| c.is_uppercase() && line[..at].ends_with(char::is_lowercase));
        seam.is_some_and(|(at, _)| {
            let label = folded.get(..at).filter(|label| label.is_ascii());
            label.is_some_and(|label| self.date_label(label) == Some(words(label)))
                && self.mentions(&line[at..]).first().is_some_and(|date| date.span.start == 0)
        })
    }

    /// "Implementation note issued 3 May 2021".
    fn is_issued(&self, line: &str, folded: &str) -> bool {
        const LONGEST: usize = 12;
        let said = |text: &str| self.any(|w| w.dated.iter().any(|word| text.ends_with(word.as_str())));
        let known = self.any(|w| w.dated.iter().any(|word| folded.contains(word.as_str())));
        known
            && !line.ends_with('.')
            && words(line) <= LONGEST
            && self.mentions(line).last().is_some_and(|date| {
                words(&line[date.span.end..]) == 0 && said(line[..date.span.start].trim_end().to_lowercase().as_str())
            })
    }

    /// How many words the label of dates has that a folded text begins with.
    fn date_label(&self, folded: &str) -> Option<usize> {
        let text = folded.trim_start_matches(|c: char| !c.is_alphanumeric());
        let labels = self.wordings.iter().flat_map(|wording| wording.date.iter().chain(&wording.effective));
        let begins = labels.filter(|label| {
            let apart = |rest: &str| label.ends_with(is_unspaced) || !rest.starts_with(char::is_alphabetic);
            text.strip_prefix(label.as_str()).is_some_and(apart)
        });
        begins.map(|label| words(label)).max()
    }

    /// Whether a line names what changed the text last: "Zuletzt geändert durch".
    fn is_by_an_act(&self, folded: &str) -> bool {
        let mut labels = self.wordings.iter().flat_map(|wording| &wording.act);
        labels.any(|label| folded.starts_with(label.as_str()))
    }

    fn is_date_alone(&self, draft: &Draft, index: usize) -> bool {
        const LONGEST: usize = 80;
        const WORDS_BEHIND: usize = 5;
        let block = &draft.blocks[index];
        let line = block.span.of(&draft.text);
        let formed = line.len() <= LONGEST && line.bytes().any(|b| b.is_ascii_digit()) && !line.ends_with(['.', ':']);
        if !formed || matches!(block.kind, Kind::Row | Kind::HeadRow | Kind::Heading(_)) {
            return false;
        }
        let dates = self.mentions(line);
        let Some((first, last)) = dates.first().zip(dates.last()) else { return false };
        dates.iter().any(Mention::is_full)
            && words(&line[..first.span.start]) == 0
            && words(&line[last.span.end..]) <= WORDS_BEHIND
    }

    fn mentions(&self, text: &str) -> Vec<Mention> {
        calendar::mentions(text, self.language.as_deref())
    }
}
