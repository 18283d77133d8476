use naranhi::align::{Example, tune, Weights};
use naranhi::evaluate::{GoldDocument, Scores};
use naranhi::Aligner;
use naranhi::reader::Layout;
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let mode = &args[0];
    let docs: Vec<Vec<GoldDocument>> = args[1..].iter().map(|d| GoldDocument::read_folder(d.as_ref()).unwrap()).collect();
    let aligner = |l| Aligner::builder().layout(l).build().unwrap();
    if mode == "tune" {
        let mut names: Vec<&str> = docs.iter().flatten().map(|d| d.name.as_str()).collect(); names.sort(); names.dedup();
        let ex: Vec<(&str, Example)> = docs.iter().flatten().filter_map(|d| Some((d.name.as_str(), Example::new(&aligner(d.layout), d).ok()?))).collect();
        let all: Vec<&Example> = ex.iter().map(|e| &e.1).collect();
        let start = Weights::parse(include_str!("../data/weights.toml"), "w").unwrap();
        let w = tune(&all, &start, |r, _, l| if r % 50 == 0 { eprintln!("{r} {l}") });
        println!("{}", w.to_toml());
        // CV
        let k = 5;
        let mut scores: Vec<Scores> = docs.iter().map(|_| Scores::default()).collect();
        for f in 0..k {
            let held: Vec<&str> = names.iter().enumerate().filter(|(i,_)| i % k == f).map(|(_, n)| *n).collect();
            let tr: Vec<&Example> = ex.iter().filter(|e| !held.contains(&e.0)).map(|e| &e.1).collect();
            let w = tune(&tr, &start, |_,_,_| {});
            for (set, sc) in docs.iter().zip(&mut scores) { for d in set.iter().filter(|d| held.contains(&d.name.as_str())) {
                let a = Aligner::builder().layout(d.layout).weights(w.clone()).build().unwrap();
                let p = a.align(&d.korean, &d.english).map(|al| d.beads_of(&al)).unwrap_or_default();
                sc.add(&d.beads, &p);
            } }
        }
        for (a, s) in args[1..].iter().zip(&scores) { eprintln!("CV {a} {}", s.summary()); }
    } else {
        for (a, set) in args[1..].iter().zip(&docs) {
            let mut sc = Scores::default();
            let t = std::time::Instant::now();
            let al = aligner(set[0].layout);
            for d in set {
                let p = al.align(&d.korean, &d.english).map(|x| d.beads_of(&x));
                if let Err(e) = &p { eprintln!("{} {e}", d.name); }
                sc.add(&d.beads, &p.unwrap_or_default());
            }
            println!("{a} {} {:?}", sc.summary(), t.elapsed());
            if mode == "v" { println!("{sc}"); }
        }
    }
    let _ = Layout::Page;
}
