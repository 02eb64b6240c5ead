//! A flat tree for html5ever: nodes in one vector, linked by indices, so that nothing recurses, neither when the
//! tree is built nor when it is walked nor when it is dropped.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, QualName, TokenizerResult, local_name, ns};

/// No node.
pub(super) const NONE: u32 = u32::MAX;

/// What a node is.
#[derive(Debug)]
pub(super) enum Data {
    /// The document, a comment, a declaration.
    Other,
    /// A run of text.
    Text(StrTendril),
    /// An element.
    Element {
        /// Its name.
        name: LocalName,
        /// Whether it is HTML, rather than SVG or MathML.
        html: bool,
        /// Its attributes.
        attributes: Vec<Attribute>,
    },
}

/// A node with its links to others.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) parent: u32,
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) before: u32,
    pub(super) next: u32,
    /// Line of the source on which it begins.
    pub(super) line: u32,
    /// How deep it stood in the tree when it was appended.
    depth: u32,
    pub(super) data: Data,
}

/// A parsed page; the first node is the document.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    /// Whether tags were passed over, because they stood too deep.
    pub(super) is_cut: bool,
}

impl Tree {
    /// The attribute of a node, if it is an element that has it.
    pub(super) fn attribute(&self, node: u32, name: &LocalName) -> Option<&str> {
        match &self.nodes[node as usize].data {
            Data::Element { attributes, .. } => attributes.iter().find(|a| a.name.local == *name).map(|a| &*a.value),
            _ => None,
        }
    }

    /// The next node in document order inside `root`.
    pub(super) fn following(&self, at: u32, root: u32) -> u32 {
        let first = self.nodes[at as usize].first;
        if first != NONE {
            return first;
        }
        let mut at = at;
        loop {
            let node = &self.nodes[at as usize];
            if node.next != NONE {
                return node.next;
            }
            if node.parent == root || node.parent == NONE {
                return NONE;
            }
            at = node.parent;
        }
    }

    fn add(&mut self, data: Data, line: u32) -> u32 {
        // A page of four billion nodes does not fit into memory.
        let id = self.nodes.len() as u32;
        self.nodes.push(Node { parent: NONE, first: NONE, last: NONE, before: NONE, next: NONE, line, depth: 0, data });
        id
    }

    fn detach(&mut self, id: u32) {
        let Node { parent, before, next, .. } = self.nodes[id as usize];
        match (before, parent) {
            (NONE, NONE) => {}
            (NONE, _) => self.nodes[parent as usize].first = next,
            _ => self.nodes[before as usize].next = next,
        }
        match (next, parent) {
            (NONE, NONE) => {}
            (NONE, _) => self.nodes[parent as usize].last = before,
            _ => self.nodes[next as usize].before = before,
        }
        let node = &mut self.nodes[id as usize];
        (node.parent, node.before, node.next) = (NONE, NONE, NONE);
    }

    fn append(&mut self, parent: u32, child: u32) {
        self.detach(child);
        let last = self.nodes[parent as usize].last;
        self.nodes[child as usize].parent = parent;
        self.nodes[child as usize].before = last;
        match last {
            NONE => self.nodes[parent as usize].first = child,
            _ => self.nodes[last as usize].next = child,
        }
        self.nodes[parent as usize].last = child;
    }

    fn insert_before(&mut self, sibling: u32, child: u32) {
        self.detach(child);
        let Node { parent, before, .. } = self.nodes[sibling as usize];
        let node = &mut self.nodes[child as usize];
        (node.parent, node.before, node.next) = (parent, before, sibling);
        self.nodes[sibling as usize].before = child;
        match (before, parent) {
            (NONE, NONE) => {}
            (NONE, _) => self.nodes[parent as usize].first = child,
            _ => self.nodes[before as usize].next = child,
        }
    }
}

/// Parses HTML, whole pages and fragments alike. The tags of elements that stand `deepest` deep or deeper are passed over:
/// the tree builder looks through all open elements again and again, so that without a bound deep nesting takes quadratic
/// time.
pub(super) fn parse(text: &str, deepest: u32) -> Tree {
    let sink = Sink { tree: RefCell::new(Tree::default()), line: Cell::new(1), depth: Cell::new(0) };
    sink.tree.borrow_mut().add(Data::Other, 1);
    let builder = TreeBuilder::new(sink, TreeBuilderOpts::default());
    let tokenizer = Tokenizer::new(
        Shallow { builder, deepest, dropped: Cell::new(0), is_cut: Cell::new(false) },
        TokenizerOpts::default(),
    );
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(text));
    // A script hands control back; there is nobody to run it.
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    let is_cut = tokenizer.sink.is_cut.get();
    Tree { is_cut, ..tokenizer.sink.builder.sink.finish() }
}

/// Keeps start tags from the tree builder where the tree is too deep; their text stays.
struct Shallow {
    builder: TreeBuilder<Handle, Sink>,
    deepest: u32,
    /// Start tags that were left out and not yet ended.
    dropped: Cell<usize>,
    /// Whether there were any.
    is_cut: Cell<bool>,
}

impl TokenSink for Shallow {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        if let Token::TagToken(tag) = &token {
            let depth = &self.builder.sink.depth;
            match tag.kind {
                TagKind::StartTag if depth.get() >= self.deepest && !holds_raw_text(&tag.name) => {
                    self.is_cut.set(true);
                    self.dropped.set(self.dropped.get() + 1);
                    return TokenSinkResult::Continue;
                }
                TagKind::EndTag if self.dropped.get() > 0 => {
                    self.dropped.set(self.dropped.get() - 1);
                    return TokenSinkResult::Continue;
                }
                TagKind::EndTag => depth.set(depth.get().saturating_sub(1)),
                TagKind::StartTag => {}
            }
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Whether what follows a start tag is no markup: without the tag it would be read as such.
fn holds_raw_text(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("script")
            | local_name!("style")
            | local_name!("textarea")
            | local_name!("title")
            | local_name!("xmp")
            | local_name!("iframe")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("noscript")
            | local_name!("plaintext")
    )
}

struct Sink {
    tree: RefCell<Tree>,
    line: Cell<u32>,
    /// Depth of the last node that was appended, less what was closed since.
    depth: Cell<u32>,
}

/// A node and, of an element, its name: the tree builder asks for names all the time.
#[derive(Debug, Clone)]
struct Handle {
    id: u32,
    name: Option<QualName>,
    annotation: bool,
}

impl Sink {
    fn add(&self, data: Data) -> u32 {
        self.tree.borrow_mut().add(data, self.line.get())
    }

    fn child(&self, child: NodeOrText<Handle>) -> u32 {
        match child {
            NodeOrText::AppendNode(handle) => handle.id,
            // Adjacent texts stay apart: each keeps its line. The parser tells the line on which it ends.
            NodeOrText::AppendText(text) => {
                let breaks = || text.bytes().filter(|&b| b == b'\n').count() as u32;
                let height = if text.contains('\n') { breaks() } else { 0 };
                let line = self.line.get().saturating_sub(height).max(1);
                self.tree.borrow_mut().add(Data::Text(text), line)
            }
        }
    }

    fn other(&self) -> Handle {
        Handle { id: self.add(Data::Other), name: None, annotation: false }
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Tree;
    type ElemName<'a> = &'a QualName;

    fn finish(self) -> Tree {
        self.tree.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle { id: 0, name: None, annotation: false }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> &'a QualName {
        const NAMELESS: &QualName = &QualName { prefix: None, ns: ns!(), local: local_name!("") };
        target.name.as_ref().unwrap_or(NAMELESS)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Handle {
        let html = name.ns == ns!(html);
        let id = self.add(Data::Element { name: name.local.clone(), html, attributes });
        Handle { id, name: Some(name), annotation: flags.mathml_annotation_xml_integration_point }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.other()
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.other()
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        let element = matches!(child, NodeOrText::AppendNode(_));
        let child = self.child(child);
        let mut tree = self.tree.borrow_mut();
        tree.append(parent.id, child);
        let depth = tree.nodes[parent.id as usize].depth + 1;
        tree.nodes[child as usize].depth = depth;
        if element {
            self.depth.set(depth);
        }
    }

    fn append_based_on_parent_node(&self, element: &Handle, before: &Handle, child: NodeOrText<Handle>) {
        if self.tree.borrow().nodes[element.id as usize].parent == NONE {
            self.append(before, child);
        } else {
            self.append_before_sibling(element, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// The contents of a template are no text: they hang on a node that no walk reaches.
    fn get_template_contents(&self, _: &Handle) -> Handle {
        self.other()
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let child = self.child(child);
        self.tree.borrow_mut().insert_before(sibling.id, child);
    }

    fn add_attrs_if_missing(&self, target: &Handle, added: Vec<Attribute>) {
        if let Data::Element { attributes, .. } = &mut self.tree.borrow_mut().nodes[target.id as usize].data {
            for attribute in added {
                if attributes.iter().all(|a| a.name != attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.tree.borrow_mut().detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut tree = self.tree.borrow_mut();
        loop {
            let child = tree.nodes[node.id as usize].first;
            if child == NONE {
                break;
            }
            tree.append(new_parent.id, child);
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, target: &Handle) -> bool {
        target.annotation
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(u32::try_from(line).unwrap_or(u32::MAX));
    }
}
