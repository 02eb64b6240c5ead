//! The tables of a lexicon. The build script reads the files by this list, and annotators ask for tables by it.

/// A table of the lexicon: what its phrases are to the annotators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
#[allow(missing_docs, reason = "the table below says what each is")]
pub enum Family {
    Cardinal,
    Article,
    Scale,
    Suffix,
    Fraction,
    Part,
    Ordinal,
    OrdinalSuffix,
    Vague,
    NumberJoin,
    NotNumber,
    Currency,
    Percent,
    Free,
    Frequency,
    Unit,
    Before,
    After,
    To,
    Between,
    Month,
    DoubtfulMonth,
    Weekday,
    PartOfPeriod,
    Season,
    FractionOfPeriod,
    DateContext,
    DateOf,
    Decade,
    Clock,
    NameOf,
    NameFor,
    NameAnd,
    NameHead,
    NameField,
    NameSuffix,
    Title,
    Alias,
    Label,
    Sublabel,
    Law,
    Definition,
    Negation,
    Modal,
    Quantifier,
    Condition,
    Attribution,
    Evaluation,
    Framing,
    Certainty,
    Degree,
    Direction,
    Tense,
    Voice,
    Ignore,
    StopWord,
}

impl Family {
    /// The tables by their names in the files. `StopWord` is none: it marks the words of the list `stop_words`.
    const TABLES: [(&'static str, Family); 55] = [
        // Number words by their value; articles that may stand for one ("a million").
        ("number.cardinal", Family::Cardinal),
        ("number.article", Family::Article),
        // What multiplies ("billion"), also as letters after the digits ("bn").
        ("number.scale", Family::Scale),
        ("number.suffix", Family::Suffix),
        // Fractions that stand alone ("half"), and such that need a number before them ("two thirds").
        ("number.fraction", Family::Fraction),
        ("number.part", Family::Part),
        ("number.ordinal", Family::Ordinal),
        ("number.ordinal_suffix", Family::OrdinalSuffix),
        ("number.vague", Family::Vague),
        // What joins number words ("one hundred and five").
        ("number.join", Family::NumberJoin),
        // Phrases whose number words count nothing ("third party").
        ("number.not", Family::NotNumber),
        // Codes of ISO 4217 with their names and signs.
        ("quantity.currency", Family::Currency),
        // Shares and what they count: `%`, `pp` (percentage points), with a factor where they differ.
        ("quantity.percent", Family::Percent),
        // What costs nothing, as an amount of money ("free of charge").
        ("quantity.free", Family::Free),
        // How often, by the time between: "annually", "every week".
        ("quantity.frequency", Family::Frequency),
        // Units, with a factor where they convert exactly ("7 day" for the week).
        ("quantity.unit", Family::Unit),
        // Qualifiers before and after a quantity ("at least", "or more").
        ("quantity.before", Family::Before),
        ("quantity.after", Family::After),
        // Range words: "to" between two quantities, or "and" after "between".
        ("quantity.to", Family::To),
        ("quantity.between", Family::Between),
        // Months by number; those that are also ordinary words ("may") need a context.
        ("date.month", Family::Month),
        ("date.doubtful_month", Family::DoubtfulMonth),
        ("date.weekday", Family::Weekday),
        // "early", "mid", "late", "end of"
        ("date.part", Family::PartOfPeriod),
        ("date.season", Family::Season),
        // "first quarter of", "second half of"
        ("date.fraction", Family::FractionOfPeriod),
        // Words before a year or month that show that it is one.
        ("date.context", Family::DateContext),
        // What may stand between day, month and year ("of", "de").
        ("date.of", Family::DateOf),
        // Endings of decades: "1990s", "1990er Jahre".
        ("date.decade", Family::Decade),
        // Parts of a clock time: "am", "pm", "Uhr".
        ("date.clock", Family::Clock),
        // Connectors inside names: after any capital ("of"), and after a head only ("for", "on").
        ("name.of", Family::NameOf),
        ("name.for", Family::NameFor),
        // What joins the last of several fields that a body deals with ("Trade and Industry").
        ("name.and", Family::NameAnd),
        // Nouns that names of bodies and treaties are built around; those of them that deal with fields ("Ministry of").
        ("name.head", Family::NameHead),
        ("name.field", Family::NameField),
        // What says in which form of law a company is one, and is no part of what it is called ("Inc.").
        ("name.suffix", Family::NameSuffix),
        // Titles and offices before a person's name.
        ("name.title", Family::Title),
        // Names with several forms, by the normal one.
        ("name.alias", Family::Alias),
        // References: "Article 5", "section 3.2", parts of them ("Abs. 2"), numbered laws ("Regulation 2016/679").
        ("reference.label", Family::Label),
        ("reference.part", Family::Sublabel),
        ("reference.law", Family::Law),
        // What stands between a term and its definition ("means").
        ("definition", Family::Definition),
        // Cues, see `FacetKind`.
        ("negation", Family::Negation),
        ("modal", Family::Modal),
        ("quantifier", Family::Quantifier),
        ("condition", Family::Condition),
        ("attribution", Family::Attribution),
        ("evaluation", Family::Evaluation),
        // What the same thing is called by those who judge otherwise, by topic ("hostilities": "war", "intervention").
        ("framing", Family::Framing),
        ("certainty", Family::Certainty),
        ("degree", Family::Degree),
        ("direction", Family::Direction),
        ("tense", Family::Tense),
        ("voice", Family::Voice),
        ("ignore", Family::Ignore),
    ];

    /// The table with a name, and what the name says beyond it: `direction.amount` is a group of `direction`.
    pub fn of_table(name: &str) -> Option<(Family, &str)> {
        Family::TABLES.iter().find_map(|&(table, family)| match name.strip_prefix(table)? {
            "" => Some((family, "")),
            group => group.strip_prefix('.').map(|group| (family, group)),
        })
    }
}

/// A set of tables.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Families(u64);

impl Families {
    /// The set of some tables.
    pub const fn of(families: &[Family]) -> Families {
        let (mut bits, mut i) = (0, 0);
        while i < families.len() {
            bits |= 1 << families[i] as u8;
            i += 1;
        }
        Families(bits)
    }

    /// The set with the tables of another one.
    pub const fn with(self, other: Families) -> Families {
        Families(self.0 | other.0)
    }

    /// The set as bits: the table with the number n is bit n.
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// The set with these bits.
    pub const fn of_bits(bits: u64) -> Families {
        Families(bits)
    }

    /// The set without a table.
    pub const fn without(self, family: Family) -> Families {
        Families(self.0 & !(1 << family as u8))
    }

    /// Whether there are tables in it besides some others.
    pub const fn exceeds(self, others: Families) -> bool {
        self.0 & !others.0 != 0
    }

    /// Whether the two have a table in common.
    pub const fn overlaps(self, other: Families) -> bool {
        self.0 & other.0 != 0
    }
}

impl From<Family> for Families {
    fn from(family: Family) -> Families {
        Families::of(&[family])
    }
}
