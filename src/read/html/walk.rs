//! The walk of a page's tree: elements in order → blocks.

use html5ever::{LocalName, local_name};

use super::class::{Class, class};
use super::sink::{Data, NONE, Tree};
use crate::language::note;
use crate::model::Role;
use crate::read::block::{Form, Kind, Region};
use crate::read::draft::Draft;
use crate::read::piece::Style;
use crate::read::rules;

/// What holds for the text at a place of the walk; a copy is kept for each open element.
#[derive(Debug, Clone, Copy)]
struct State {
    kind: Kind,
    depth: usize,
    region: Option<usize>,
    /// Inside a header, a footer or an aside.
    framed: bool,
    /// The region around the control that this is in: a heading in a control is a heading.
    around_control: Option<Option<usize>>,
    style: Style,
    /// Inside a heading or a row, whose inner blocks do not part it.
    solid: bool,
    /// Inside a picture drawn in markup, where only `text` elements are text.
    drawing: bool,
    /// Inside raised digits: a power, or what leads to a note.
    raised: bool,
    /// Inside a table that lays out the page, whose cells are containers.
    layout: bool,
}

/// Walks a page; `ignored` tells of each node whether it was asked to be left alone, and is empty where nothing was.
pub(super) fn walk(tree: &Tree, ignored: &[bool], lines_before: usize, draft: &mut Draft) {
    let state = State {
        kind: Kind::Paragraph,
        depth: 0,
        region: None,
        framed: false,
        around_control: None,
        style: Style::default(),
        solid: false,
        drawing: false,
        raised: false,
        layout: false,
    };
    let mut walker =
        Walker { tree, ignored, lines_before, draft, state, stack: Vec::new(), listed: false, value: None };
    let mut at = 0;
    loop {
        let entered = walker.enter(at);
        let node = &tree.nodes[at as usize];
        if entered && node.first != NONE {
            at = node.first;
            continue;
        }
        loop {
            walker.leave(at);
            let node = &tree.nodes[at as usize];
            if node.next != NONE {
                at = node.next;
                break;
            }
            if node.parent == NONE {
                return;
            }
            at = node.parent;
        }
    }
}

struct Walker<'a> {
    tree: &'a Tree,
    ignored: &'a [bool],
    lines_before: usize,
    draft: &'a mut Draft,
    state: State,
    /// States around the open elements.
    stack: Vec<State>,
    /// Whether a list item has begun whose first block is still to come.
    listed: bool,
    /// The element that gives the value of the term read last, in the same row.
    value: Option<u32>,
}

impl Walker<'_> {
    /// Enters a node; tells whether its children are to be walked.
    fn enter(&mut self, at: u32) -> bool {
        self.stack.push(self.state);
        let node = &self.tree.nodes[at as usize];
        let line = node.line as usize + self.lines_before;
        match &node.data {
            Data::Other => at == 0,
            Data::Text(text) => {
                self.text(text, line);
                false
            }
            Data::Element { name, html, .. } => self.element(at, class(name, *html), name, line),
        }
    }

    fn element(&mut self, at: u32, class: Class, name: &LocalName, line: usize) -> bool {
        if self.state.drawing {
            self.state.drawing = *name != local_name!("text");
            return true;
        }
        match class {
            Class::Skip => return false,
            Class::Noscript => {
                let text = self.tree.inner_text(at);
                self.draft.meta.noscript.push_str(&text);
                return false;
            }
            Class::Title => {
                let title = self.tree.inner_text(at);
                self.draft.meta.title.get_or_insert(title);
                return false;
            }
            Class::Meta => {
                self.meta(at);
                return false;
            }
            Class::Script => {
                if self.attribute(at, &local_name!("type")).is_some_and(|t| t.contains("ld+json")) {
                    let text = self.tree.inner_text(at);
                    self.draft.meta.dates.push(("ld+json".into(), text));
                }
                return false;
            }
            Class::Html => {
                let language = self.attribute(at, &local_name!("lang")).map(str::to_owned);
                self.draft.meta.language = self.draft.meta.language.take().or(language);
            }
            Class::Break => self.draft.line_break(true),
            Class::Picture => {
                if let Some(alternative) = self.attribute(at, &local_name!("alt")).filter(|alt| !is_bullet(alt)) {
                    // An attribute's own line breaks stand before the end of its tag, which is the line that is known.
                    let alternative = alternative.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
                    let region = match self.is_ignored(at) && !self.in_region(Role::Ignored) {
                        true => Some(self.add_region(Role::Ignored)),
                        false => self.state.region,
                    };
                    self.draft.beside(Form { region, ..Kind::Picture.into() }, &alternative, line);
                }
                return false;
            }
            _ => {}
        }
        if self.is_remark(at, class) {
            return false;
        }
        if !self.ignore(at) {
            self.region(at, class, name);
        }
        self.state.framed |= matches!(*name, local_name!("header") | local_name!("footer") | local_name!("aside"));
        if self.draft.meta.language.is_none()
            && matches!(*name, local_name!("body") | local_name!("main") | local_name!("article"))
        {
            self.draft.meta.language = self.attribute(at, &local_name!("lang")).map(str::to_owned);
        }
        self.state.raised |= *name == local_name!("sup") && note::is_number(&self.tree.inner_text(at));
        match class {
            Class::Bold => self.state.style.bold = true,
            Class::Link => {
                let address = self.attribute(at, &local_name!("href")).map(str::to_owned);
                self.state.style.link = address.map(|address| self.draft.address(&address));
            }
            Class::Svg => self.state.drawing = true,
            Class::Time => {
                if let Some(date) = self.attribute(at, &local_name!("datetime")) {
                    let date = date.to_owned();
                    self.draft.meta.dates.push(("time".into(), date));
                }
            }
            Class::Ruler => self.part(),
            Class::Definition if self.value == Some(at) => {
                self.draft.cell(line);
                self.state.solid = true;
            }
            Class::Block | Class::Quote | Class::Definition => self.part(),
            Class::Heading(level) => {
                self.part();
                self.state.region = self.state.around_control.unwrap_or(self.state.region);
                self.solid(Kind::Heading(level));
            }
            Class::Term => {
                self.value = self.tree.value(at).filter(|_| !self.state.solid);
                self.solid(if self.value.is_some() { Kind::Value } else { Kind::Term });
            }
            Class::Pre => self.solid(Kind::Code),
            Class::Caption => {
                self.part();
                self.state.kind = Kind::Caption;
            }
            Class::List => {
                self.part();
                self.state.depth += 1;
            }
            Class::Item => {
                self.part();
                self.state.kind = Kind::Item;
                self.listed = true;
            }
            Class::Table => {
                self.part();
                self.state.layout = self.tree.is_layout(at);
            }
            Class::Row if !self.state.layout => {
                self.solid(if self.tree.names_columns(at) { Kind::HeadRow } else { Kind::Row });
            }
            Class::Row => self.part(),
            Class::Cell if self.state.solid => self.draft.cell(line),
            Class::Cell => self.part(),
            Class::Control => self.part(),
            _ => {}
        }
        true
    }

    fn leave(&mut self, at: u32) {
        let outer = self.stack.pop().expect("every node that is left was entered");
        if let Data::Element { name, html, .. } = &self.tree.nodes[at as usize].data
            && !self.state.drawing
            && !matches!(
                class(name, *html),
                Class::Inline | Class::Bold | Class::Link | Class::Break | Class::Time | Class::Picture | Class::Svg
            )
        {
            self.state.solid = outer.solid;
            // A term goes on with its value.
            if class(name, *html) != Class::Term || self.value.is_none() {
                self.part();
            }
        }
        self.state = outer;
    }

    /// Ends the block; inside a heading or a row only a space does it.
    fn part(&mut self) {
        if self.state.solid {
            self.draft.space();
        } else {
            self.draft.close();
        }
    }

    fn solid(&mut self, kind: Kind) {
        self.part();
        if !self.state.solid {
            self.state.kind = kind;
            self.state.solid = true;
        }
    }

    fn text(&mut self, text: &str, line: usize) {
        if self.state.drawing {
            return;
        }
        if !self.draft.is_open() {
            if text.trim().is_empty() {
                return;
            }
            let listed = std::mem::take(&mut self.listed);
            let State { kind, depth, region, framed, .. } = self.state;
            self.draft.open(Form { kind, depth, listed, framed, region });
        }
        match self.state.raised {
            true => self.draft.push(&note::raised(text), line, self.state.style),
            false => self.draft.push(text, line, self.state.style),
        }
    }

    /// Reads text inside a line that is hidden or ignored beside it; tells whether the element is such.
    fn is_remark(&mut self, at: u32, class: Class) -> bool {
        let inside =
            matches!(class, Class::Inline | Class::Bold | Class::Link) && (self.draft.has_text() || self.state.solid);
        if !inside || self.in_region(Role::Ignored) {
            return false;
        }
        let role = if self.is_ignored(at) { Some(Role::Ignored) } else { self.role_by_attributes(at) };
        let Some(role @ (Role::Ignored | Role::Hidden)) = role else { return false };
        let line = self.tree.nodes[at as usize].line as usize + self.lines_before;
        let text = self.tree.inner_text(at);
        let region = self.add_region(role);
        self.draft.beside(Form { region: Some(region), ..Kind::Paragraph.into() }, &text, line);
        true
    }

    fn is_ignored(&self, at: u32) -> bool {
        self.ignored.get(at as usize).is_some_and(|&ignored| ignored)
    }

    fn in_region(&self, role: Role) -> bool {
        self.state.region.is_some_and(|region| self.draft.regions[region].role == role)
    }

    /// Enters what is ignored, or what is kept inside of it; tells whether the element is ignored.
    fn ignore(&mut self, at: u32) -> bool {
        let ignored = self.is_ignored(at);
        if ignored != self.in_region(Role::Ignored) {
            self.part();
            self.state.region = if ignored { Some(self.add_region(Role::Ignored)) } else { None };
        }
        ignored
    }

    fn add_region(&mut self, role: Role) -> usize {
        self.draft.regions.push(Region { role, bytes: 0 });
        self.draft.regions.len() - 1
    }

    /// Enters the region that an element begins, if its name or attributes tell one. A part of a line is no region,
    /// unless nothing stands before it.
    fn region(&mut self, at: u32, class: Class, name: &LocalName) {
        let inside = self.state.region.map(|region| self.draft.regions[region].role);
        let inline = matches!(class, Class::Inline | Class::Bold | Class::Link | Class::Time | Class::Control);
        if inside == Some(Role::Hidden) || (inline && (self.draft.has_text() || self.state.solid)) {
            return;
        }
        let Some(role) = self.role(at, class, name).filter(|&role| Some(role) != inside) else { return };
        if class == Class::Control {
            self.state.around_control = Some(self.state.region);
        }
        self.part();
        self.state.region = Some(self.add_region(role));
    }

    fn role(&self, at: u32, class: Class, name: &LocalName) -> Option<Role> {
        let closed = *name == local_name!("dialog") && self.attribute(at, &local_name!("open")).is_none();
        match class {
            Class::Control => Some(Role::Navigation),
            _ if *name == local_name!("nav") => Some(Role::Navigation),
            _ => self.role_by_attributes(at).or(closed.then_some(Role::Hidden)),
        }
    }

    fn role_by_attributes(&self, at: u32) -> Option<Role> {
        let Data::Element { attributes, .. } = &self.tree.nodes[at as usize].data else { return None };
        let mut role = None;
        for attribute in attributes {
            let value = &*attribute.value;
            let found = match &*attribute.name.local {
                "hidden" if value != "false" => Some(Role::Hidden),
                "aria-hidden" if value == "true" => Some(Role::Hidden),
                "style" if hides(value) => Some(Role::Hidden),
                "role" => rules::role_of_landmark(value),
                "class" | "id" => rules::role_of_names(value),
                _ => None,
            };
            role = if found == Some(Role::Hidden) { found } else { role.or(found) };
        }
        role
    }

    fn meta(&mut self, at: u32) {
        let content = self.attribute(at, &local_name!("content")).unwrap_or_default().to_owned();
        let name = self
            .attribute(at, &local_name!("name"))
            .or_else(|| self.attribute(at, &local_name!("property")))
            .or_else(|| self.attribute(at, &local_name!("itemprop")))
            .or_else(|| self.attribute(at, &local_name!("http-equiv")));
        if let Some(name) = name.map(str::to_ascii_lowercase).filter(|_| !content.is_empty()) {
            match name.as_str() {
                "og:title" => {
                    self.draft.meta.title.get_or_insert(content);
                }
                "content-language" | "og:locale" => {
                    self.draft.meta.language.get_or_insert(content);
                }
                _ => self.draft.meta.dates.push((name, content)),
            }
        }
    }

    fn attribute(&self, at: u32, name: &LocalName) -> Option<&str> {
        self.tree.attribute(at, name)
    }
}

fn hides(style: &str) -> bool {
    let compact: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    compact.contains("display:none") || compact.contains("visibility:hidden")
}

/// Whether an alternative text says nothing, or only draws the bullet that its picture is.
fn is_bullet(alternative: &str) -> bool {
    alternative.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '•' | '·' | '*' | '>' | '»' | '|'))
}
