//! A document with its words and what they express.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::{Document, Span, Token};

/// The folded forms of a document's tokens, each once, in order of first occurrence.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    forms: Vec<String>,
    /// Most forms are short enough to be found without a look at where they are written.
    short: FxHashMap<u128, u32>,
    long: FxHashMap<String, u32>,
}

/// A form of up to 15 bytes, and how many they are.
fn packed(form: &str) -> Option<u128> {
    const LONGEST: usize = 15;
    let mut bytes = [0; LONGEST + 1];
    bytes.get_mut(..form.len()).filter(|_| form.len() <= LONGEST)?.copy_from_slice(form.as_bytes());
    bytes[LONGEST] = form.len() as u8;
    Some(u128::from_le_bytes(bytes))
}

impl Vocabulary {
    /// The index of a folded form, entered where it is new.
    pub fn intern(&mut self, form: &str) -> u32 {
        let next = || u32::try_from(self.forms.len()).expect("fewer than 2^32 different words");
        let (id, is_new) = match packed(form) {
            Some(short) => {
                let id = *self.short.entry(short).or_insert_with(next);
                (id, id as usize == self.forms.len())
            }
            None => match self.long.get(form) {
                Some(&id) => (id, false),
                None => {
                    let id = next();
                    self.long.insert(form.to_owned(), id);
                    (id, true)
                }
            },
        };
        if is_new {
            self.forms.push(form.to_owned());
        }
        id
    }

    /// The index of a folded form that was entered before.
    pub fn find(&self, form: &str) -> Option<u32> {
        match packed(form) {
            Some(short) => self.short.get(&short).copied(),
            None => self.long.get(form).copied(),
        }
    }

    /// The folded form at an index.
    ///
    /// # Panics
    /// Where there is no such index.
    pub fn form(&self, id: u32) -> &str {
        &self.forms[id as usize]
    }

    /// How many different forms there are.
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }
}

/// What a span expresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FacetKind {
    /// A count or measure without currency or percent sign.
    Number,
    /// An amount of money.
    Money,
    /// A share of a hundred, or basis points.
    Percent,
    /// A day, month, year or period.
    Date,
    /// A proper name; acronyms have the normal form of their expansion.
    Name,
    /// A negation word.
    Negation,
    /// An obligation, permission, prohibition or prediction.
    Modal,
    /// A quantifier ("all", "some", "only").
    Quantifier,
    /// A condition or exception ("unless", "provided that", "except").
    Condition,
    /// A source that a statement is ascribed to ("according to").
    Attribution,
    /// A judgement ("illegal", "unprecedented").
    Evaluation,
    /// What a thing is called where the word judges it ("aggression", "regime"), by topic.
    Framing,
    /// How certain a statement is ("likely", "expects").
    Certainty,
    /// How strong ("solid", "slightly").
    Degree,
    /// Which way a quantity goes ("increase", "decrease").
    Direction,
    /// Tense or status of a verb ("plans", "was").
    Tense,
    /// That something is done to the subject ("was", before a participle), and the word before the one who does
    /// it ("by").
    Voice,
    /// Words in quotation marks.
    Quotation,
    /// A reference to an article, section or law.
    Reference,
    /// A term with the verb that defines it ("“Output” means").
    Definition,
}

impl FacetKind {
    /// Whether it is a quantity: a number, money or a share.
    #[must_use]
    pub fn is_amount(self) -> bool {
        matches!(self, Self::Number | Self::Money | Self::Percent)
    }

    /// Whether it is an amount or a date.
    #[must_use]
    pub fn is_figure(self) -> bool {
        self.is_amount() || self == Self::Date
    }
}

/// What a span of a segment expresses, with its normal form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// The segment it stands in.
    pub segment: usize,
    /// Where in the reading text.
    pub span: Span,
    /// What it expresses.
    pub kind: FacetKind,
    /// The normal form: equal for facets that say the same (`40000000000 EUR`, `2017-07-11`, `obligation`).
    pub normal: Cow<'static, str>,
}

/// A document with its tokens and facets, made once and used in every comparison it is part of.
#[derive(Debug, Clone)]
pub struct Annotated {
    /// The document.
    pub document: Document,
    /// The folded forms of its tokens.
    pub vocabulary: Vocabulary,
    /// All tokens in document order.
    pub tokens: Vec<Token>,
    /// For each segment the half-open range of its tokens in `tokens`.
    pub token_ranges: Vec<(usize, usize)>,
    /// All facets, ordered by segment, then place, then kind.
    pub facets: Vec<Facet>,
    /// For each segment the half-open range of its facets in `facets`.
    pub facet_ranges: Vec<(usize, usize)>,
    /// The acronyms that the document explains, folded, with the normal form that they and their long names have
    /// as facets (`cap`, `comprehensive assistance package`); sorted. Where only one of two documents explains an
    /// acronym, its facets in the other one have the acronym itself as normal form.
    pub acronyms: Vec<(String, String)>,
}

impl Annotated {
    /// The tokens of a segment.
    ///
    /// # Panics
    /// Where there is no such segment.
    pub fn segment_tokens(&self, segment: usize) -> &[Token] {
        let (start, end) = self.token_ranges[segment];
        &self.tokens[start..end]
    }

    /// The facets of a segment.
    ///
    /// # Panics
    /// Where there is no such segment.
    pub fn segment_facets(&self, segment: usize) -> &[Facet] {
        let (start, end) = self.facet_ranges[segment];
        &self.facets[start..end]
    }
}
