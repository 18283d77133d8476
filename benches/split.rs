//! How fast paragraphs are split, in bytes a second on one thread: the text of `pairs/`, and text that is meant to make
//! a splitter slow.
#![allow(missing_docs, clippy::unwrap_used)]

use std::fs;
use std::hint::black_box;
use std::path::Path;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use naranhi::Language;
use naranhi::segment::Splitter;

/// The articles of `pairs/` in one language, over and over, up to about a megabyte.
fn articles(file: &str) -> String {
    let pairs = Path::new(env!("CARGO_MANIFEST_DIR")).join("pairs");
    let mut folders: Vec<_> = fs::read_dir(pairs)
        .unwrap()
        .map(|entry| entry.unwrap().path().join(file))
        .filter(|path| path.exists())
        .collect();
    folders.sort();
    let once: String = folders
        .iter()
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    once.repeat(1_000_000 / once.len() + 1)
}

fn split(criterion: &mut Criterion) {
    let splitter = Splitter::default();
    let mut group = criterion.benchmark_group("split");
    let cases = [
        ("Korean articles", articles("ko.txt"), Language::Korean),
        ("English articles", articles("en.txt"), Language::English),
        ("full stops", ".".repeat(1_000_000), Language::English),
        ("opening quotes", "“".repeat(350_000), Language::Korean),
    ];
    for (name, text, language) in &cases {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(name), text, |bencher, text| {
            bencher.iter(|| {
                text.lines()
                    .map(|line| splitter.split(black_box(line), *language).len())
                    .sum::<usize>()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, split);
criterion_main!(benches);
