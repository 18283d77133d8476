//! `naranhi align`.

mod destination;
mod folder;
mod line;
mod many;
mod one;
mod pairs;
mod records;
mod summary;

use std::path::{Path, PathBuf};

use clap::Args;
use naranhi::align::{AlignerBuilder, Doubt};
use naranhi::anchor::Glossary;
use naranhi::export::{DocumentInfo, Format};
use naranhi::reader::{Encoding, Page};
use naranhi::tmx::Date;
use naranhi::{Aligner, Alignment, Error, Language, Layout, Result, reader, tidy};

use super::output::PendingFile;
use super::{Outcome, confidence, counted, defaults, display, input, tell};
use pairs::Pairs;
use records::Opened;
use summary::Tally;

/// Pair the sentences of two articles, one Korean and one English
#[derive(Args)]
#[command(after_help = "\
Examples:
  naranhi align ko.txt en.txt                      print the pairs side by side
  naranhi align ko.txt en.txt -o pair.tmx -o pair.xlsx -o pair.jsonl
  naranhi align ko.txt en.txt -o pair.xlsx --accept-above 0.99
  naranhi align ko.html en.docx -o pair.tmx        a web page as a browser saves it, and a document
  naranhi align en.txt ko.txt --source-lang en-GB  the English is the original
  naranhi align ko.txt en.txt -v                   say which lines were left out as page furniture
  naranhi align old.txt en.txt --encoding cp949    where the encoding is told wrongly
  naranhi align both.txt                           an article and its translation in one file
  pbpaste | naranhi align - en.txt                 one of the articles from standard input
  naranhi align articles -o all.tmx -o all.xlsx    all pairs of articles in a folder
  naranhi align korean english -v -o all.tmx       the same of two folders, whatever the files are called
  naranhi align corpus.jsonl -o corpus.tsv         all pairs of articles in a file
  naranhi align part-*.jsonl.gz -o corpus.tsv      the same of several, packed or not
  naranhi align a.ko b.en --presegmented -o a.ladder")]
pub(super) struct Arguments {
    /// Two articles, one Korean and one English, in either order, or one file that holds both: text, Markdown, saved
    /// web pages, DOCX, ODT, HWPX, PDF, subtitles, TMX or XLIFF; - is standard input. Or folders, or more files, of pairs told by their names
    /// (NAME.ko.txt and NAME.en.txt, NAME/ko.txt and NAME/en.txt, or ko/NAME.txt and en/NAME.txt) or else by what they say.
    /// Or files of pairs as JSON lines, packed with gzip or not: {"document": NAME, "ko": TEXT, "en": TEXT}
    #[arg(required = true, num_args = 1.., value_name = "ARTICLE")]
    articles: Vec<PathBuf>,

    /// Write to FILE, in the format of its ending: .tmx (translation memory), .xlsx or .csv (review sheet), .html (report),
    /// .jsonl (everything), .tsv, .ladder (segment numbers, English first); .tmx.gz, .jsonl.gz and .tsv.gz are packed; may
    /// be given several times. Of many pairs, all go into one file; .html and .ladder are of one pair
    #[arg(short, long, value_name = "FILE")]
    output: Vec<PathBuf>,

    /// BCP 47 tag of the source language; its language says which article is the source [default: ko-KR]
    #[arg(long, value_name = "TAG")]
    source_lang: Option<String>,

    /// BCP 47 tag of the target language; without a source tag, the other language is the source [default: en-US]
    #[arg(long, value_name = "TAG")]
    target_lang: Option<String>,

    /// Term pairs of your own: a CSV file of two columns, Korean and English
    #[arg(long, value_name = "FILE")]
    glossary: Option<PathBuf>,

    /// A lexicon of your own, made by `naranhi lexicon train`, beside the built-in one; may be given several times
    #[arg(long, value_name = "FILE")]
    lexicon: Vec<PathBuf>,

    /// In a review sheet, accept the rows with at least this confidence, 0 to 1, whose numbers agree, so that nobody is asked
    /// about them
    #[arg(long, value_name = "CONFIDENCE", value_parser = confidence)]
    accept_above: Option<f64>,

    /// Keep every line; without this, menus, bylines, dates and repeated headlines are left out
    #[arg(long)]
    keep_furniture: bool,

    /// The files hold one segment a line: leave nothing out, split nothing
    #[arg(long, conflicts_with = "keep_furniture")]
    presegmented: bool,

    /// The encoding of the files, such as euc-kr [default: found out, file by file]
    #[arg(long, value_name = "NAME")]
    encoding: Option<Encoding>,

    /// The name of the document in the outputs; of a folder, what stands before the names of the files in it
    /// [default: the source file as given]
    #[arg(long, value_name = "NAME")]
    document: Option<String>,

    /// Date of creation in the outputs, YYYYMMDDTHHMMSSZ [default: now]
    #[arg(long, value_name = "DATE")]
    date: Option<Date>,

    /// Print what speaks for and against each pair (numbers, names, words, length), and what the other article has of a
    /// sentence alone
    #[arg(long)]
    explain: bool,

    /// Say what was left out, and why
    #[arg(short, long)]
    verbose: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let languages = defaults::languages(
        arguments.source_lang.as_deref(),
        arguments.target_lang.as_deref(),
    )?;
    let outputs = outputs(arguments)?;
    let has_sheet = outputs.iter().any(|(format, _)| format.is_sheet());
    if arguments.accept_above.is_some() && !has_sheet {
        tell(
            "--accept-above accepts nothing without a review sheet; add -o FILE.xlsx or -o FILE.csv",
        );
    }
    let explains = arguments.explain || outputs.iter().any(|(format, _)| format.explains());
    let builder = builder(arguments, languages.source(), explains)?;
    let mut info = DocumentInfo::default();
    info.name = arguments.document.clone().unwrap_or_default();
    info.languages = languages;
    info.date = arguments.date.clone().or_else(defaults::now);
    info.accept_above = arguments.accept_above;
    match open(arguments)? {
        Opened::Pairs(pairs) => many::run(arguments, pairs, &builder.build()?, outputs, &info),
        Opened::Other(bytes) => one::run(arguments, Some(bytes), builder, outputs, info),
        Opened::File => one::run(arguments, None, builder, outputs, info),
    }
}

/// Opens what stands for many pairs: JSON lines, folders, or more than two files.
fn open(arguments: &Arguments) -> Result<Opened> {
    let opened = match &arguments.articles[..] {
        [path] if path.is_dir() => Opened::Pairs(folder::open(&arguments.articles)?),
        [path] => records::open(path)?,
        paths => several(paths)?,
    };
    match &opened {
        Opened::Pairs(pairs) if arguments.encoding.is_some() && pairs.left_over.is_none() => {
            tell("--encoding is not looked at: JSON lines are in UTF-8");
        }
        _ => {}
    }
    Ok(opened)
}

/// What several paths are: two articles, files of JSON lines, or many files and folders.
///
/// # Errors
/// [`Error::TooManyArticles`] for what is neither.
fn several(paths: &[PathBuf]) -> Result<Opened> {
    let is_one = |path: &&PathBuf| records::is_called_so(path) || records::holds_pairs(path);
    match (paths.iter().filter(is_one).count(), paths) {
        (0, [first, second]) if !first.is_dir() && !second.is_dir() => Ok(Opened::File),
        (count, [first, ..]) if count == paths.len() => Ok(Opened::Pairs(Pairs {
            path: first.clone(),
            root: first.clone(),
            count: None,
            left_over: None,
            pairs: Box::new(records::open_all(paths.to_vec())),
        })),
        (0, _) if !paths.iter().any(|path| input::is_standard(path)) => {
            folder::open(paths).map(Opened::Pairs)
        }
        _ => Err(Error::TooManyArticles),
    }
}

fn builder(arguments: &Arguments, source: Language, explains: bool) -> Result<AlignerBuilder> {
    let mut builder = Aligner::builder()
        .explain(explains)
        .source_language(source)
        .layout(if arguments.presegmented {
            Layout::Presegmented
        } else if arguments.keep_furniture {
            Layout::KeepFurniture
        } else {
            Layout::Page
        });
    if let Some(path) = &arguments.glossary {
        let text = reader::read_file(path, None)?;
        let glossary = Glossary::read(text.as_bytes(), &display(path))?;
        match glossary.pairs().count() {
            0 => tell(&format!(
                "{}: no term pairs; give one a line, Korean and English, with a comma or a tab between them",
                path.display()
            )),
            pairs if arguments.verbose => {
                tell(&format!("{}: {pairs} term pairs", path.display()));
            }
            _ => {}
        }
        builder = builder.glossary(glossary);
    }
    if !arguments.lexicon.is_empty() {
        builder = builder.lexicon(super::lexicon::read(&arguments.lexicon)?);
    }
    Ok(builder)
}

/// The output files, opened before any work is done, so that a wrong name costs nothing.
fn outputs(arguments: &Arguments) -> Result<Vec<(Format, PendingFile)>> {
    let mut seen: Vec<&Path> = Vec::new();
    let inputs: Vec<PathBuf> = arguments
        .articles
        .iter()
        .chain(&arguments.glossary)
        .chain(&arguments.lexicon)
        .filter(|path| path.exists())
        .cloned()
        .collect();
    let mut outputs = Vec::new();
    for path in &arguments.output {
        let format = Format::of_path(path)?;
        for folder in arguments.articles.iter().filter(|path| path.is_dir()) {
            folder::refuse_article(&arguments.articles, folder, path)?;
        }
        outputs.push((format, PendingFile::made_anew(path, &inputs, &seen)?));
        seen.push(path);
    }
    Ok(outputs)
}

/// The names of the pages that are the source and the target.
fn names(alignment: &Alignment, first: &Page, second: &Page) -> (String, String) {
    let (first_name, second_name) = (first.name.clone(), second.name.clone());
    match alignment.source.article.text == first.text {
        true => (first_name, second_name),
        false => (second_name, first_name),
    }
}

/// Warns of two articles that are none of one another, behind `name`.
fn warn_of_strangers(alignment: &Alignment, first: &Page, second: &Page, name: &str) {
    let why = match alignment.doubt() {
        None => return,
        Some(Doubt::LittlePaired(paired)) => {
            format!("{:.0} % of the shorter one is paired", 100.0 * paired)
        }
        Some(Doubt::OtherNumbers { pairs, agreeing }) => format!(
            "of {} with numbers on both sides {agreeing} have one that is the same, as in news of two days",
            counted(pairs, "pair")
        ),
    };
    tell(&format!(
        "{name}{} and {} do not look like editions of one article: {why}; see that both files are the right ones",
        first.name, second.name
    ));
}

/// Says what was left out of both articles, behind `name`.
fn say_what_was_left_out(alignment: &Alignment, name: &str) {
    for side in [&alignment.source, &alignment.target] {
        let language = side.language();
        for left_out in &side.article.left_out {
            let text = tidy(&side.article.text[left_out.span.range()]);
            tell(&format!(
                "{name}left out of the {language}, {}: {text}",
                left_out.rule
            ));
        }
        if side.article.left_out.is_empty() {
            tell(&format!("{name}nothing left out of the {language}"));
        }
    }
}

/// Says how many beads there are, and where they are.
fn summarize(arguments: &Arguments, tally: &Tally, info: &DocumentInfo) {
    let paths: Vec<String> = arguments.output.iter().map(|path| display(path)).collect();
    let wrote = match paths.is_empty() {
        true => String::new(),
        false => format!("; wrote {}", paths.join(", ")),
    };
    tell(&format!("{}{wrote}", tally.said(&info.languages)));
}
