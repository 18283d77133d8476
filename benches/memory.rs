//! How fast memories are read, checked and written, in bytes of TMX a second on one thread.
#![allow(missing_docs, clippy::unwrap_used)]

use std::fs;
use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use naranhi::tmx::{TmxReader, TmxWriter, check};

/// The memories of `tm/` as one, over and over, up to about 20 MB.
fn memory() -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tm");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension() == Some("tmx".as_ref()))
        .collect();
    paths.sort();
    let texts: Vec<String> = paths
        .iter()
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    let inside = |text: &String| {
        let (begin, end) = (text.find("<tu ").unwrap(), text.rfind("</body>").unwrap());
        text[begin..end].to_owned()
    };
    let units: String = texts.iter().map(inside).collect();
    let (head, _) = texts[0].split_once("<tu ").unwrap();
    let body = units.repeat(20_000_000 / units.len() + 1);
    format!("{head}{body}</body></tmx>\n").into_bytes()
}

fn memories(criterion: &mut Criterion) {
    let memory = memory();
    let mut group = criterion.benchmark_group("tmx");
    group
        .throughput(Throughput::Bytes(memory.len() as u64))
        .sample_size(10);
    group.bench_function("read", |bencher| {
        bencher.iter(|| {
            let units = TmxReader::new(black_box(&memory[..]), "memory.tmx");
            units
                .map(|unit| unit.unwrap().variants.len())
                .sum::<usize>()
        });
    });
    group.bench_function("read and write", |bencher| {
        bencher.iter(|| {
            let mut reader = TmxReader::new(black_box(&memory[..]), "memory.tmx");
            let first = reader.next().unwrap().unwrap();
            let mut writer = TmxWriter::new(std::io::sink(), reader.head()).unwrap();
            writer.unit(&first).unwrap();
            for unit in reader {
                writer.unit(&unit.unwrap()).unwrap();
            }
            writer.finish().unwrap()
        });
    });
    group.bench_function("check", |bencher| {
        bencher.iter(|| check::check(black_box(&memory[..]), &mut |_| {}));
    });
    group.finish();
}

criterion_group!(benches, memories);
criterion_main!(benches);
