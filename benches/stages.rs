//! What each stage costs on the snapshots: `cargo bench`. Whole processes are timed by `scripts/bench`.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use recension::align::align;
use recension::annotate::annotate;
use recension::explain::explain;
use recension::model::{Document, Pair};
use recension::report::comparison::{FORMATS, View};
use recension::{ReadOptions, compare, read};

const SERIES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/nato-relations-with-ukraine");

fn bytes() -> Pair<Vec<u8>> {
    Pair::new("2017-07-11.txt", "undated.md")
        .map(|name| std::fs::read(format!("{SERIES}/{name}")).expect("the snapshots are part of the repository"))
}

fn document(bytes: &[u8], name: &str) -> Document {
    read::read(bytes, name, &ReadOptions::default()).expect("the snapshots are texts")
}

fn documents() -> Pair<Document> {
    let bytes = bytes();
    Pair::new(document(&bytes.old, "2017-07-11.txt"), document(&bytes.new, "undated.md"))
}

fn stages(criterion: &mut Criterion) {
    let bytes = bytes();
    criterion.bench_function("read text", |bench| bench.iter(|| document(black_box(&bytes.old), "2017-07-11.txt")));
    criterion.bench_function("read markdown", |bench| bench.iter(|| document(black_box(&bytes.new), "undated.md")));
    criterion.bench_function("annotate", |bench| {
        bench.iter_batched(documents, |documents| documents.map(annotate), BatchSize::SmallInput);
    });
    let sides = documents().map(annotate);
    criterion.bench_function("align", |bench| bench.iter(|| align(black_box(sides.as_ref()))));
    let alignment = align(sides.as_ref());
    criterion.bench_function("explain", |bench| {
        bench.iter_batched(
            || (sides.clone(), alignment.clone()),
            |(sides, alignment)| explain(sides, alignment),
            BatchSize::SmallInput,
        );
    });
    let documents = documents();
    let comparison = compare(documents.old, documents.new);
    let view = View::default();
    for format in FORMATS {
        criterion.bench_function(&format!("report {}", format.name), |bench| {
            bench.iter(|| {
                let mut report = Vec::new();
                (format.render)(black_box(&comparison), &view, &mut report).expect("writing to memory");
                report
            });
        });
    }
}

criterion_group!(benches, stages);
criterion_main!(benches);
