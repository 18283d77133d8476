//! What can go wrong. Each message says what was wrong, where, and the way out.

use std::path::PathBuf;

use thiserror::Error;

use crate::article::Language;

/// A result whose error is [`enum@Error`].
pub type Result<T> = std::result::Result<T, Error>;

/// Everything that the library and the program report as a failure.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// A file could not be read or written.
    #[error("{path}: {source}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A stream that has no path could not be written.
    #[error("could not write: {0}")]
    Write(#[from] std::io::Error),
    /// A file is not UTF-8, and in no other encoding that can be told from its bytes.
    #[error(
        "{name}: not UTF-8, nor another encoding that can be told: byte {byte} (line {line}) cannot be decoded; \
         convert the file, for example with `iconv -f CP949 -t UTF-8`, or, of an article, name its encoding"
    )]
    NotUtf8 {
        /// The file.
        name: String,
        /// Offset of the first byte that is not UTF-8, from 0.
        byte: usize,
        /// Its line, from 1.
        line: usize,
    },
    /// What is to be looked up holds no word.
    #[error("“{text}”: no word to look for; give words or a sentence, Korean or English")]
    NothingToFind {
        /// What was given.
        text: String,
    },
    /// What is to be looked up is no sentence or two.
    #[error(
        "too long to look for: more than {most} characters; give a sentence or a few words of it"
    )]
    TooLongToFind {
        /// How many characters it may have.
        most: usize,
    },
    /// A file is UTF-8, but for a few bytes, or but for its end.
    #[error(
        "{name}: damaged UTF-8: byte {byte} (line {line}) cannot be decoded; get the file anew, or leave out what is \
         broken with `iconv -f UTF-8 -t UTF-8 -c`"
    )]
    DamagedUtf8 {
        /// The file.
        name: String,
        /// Offset of the first byte that is not UTF-8, from 0.
        byte: usize,
        /// Its line, from 1.
        line: usize,
    },
    /// A file is not in the encoding that was given, which is found out where none is, or that its byte-order mark names.
    #[error(
        "{name}: not {encoding}: byte {byte} (line {line}) cannot be decoded{}",
        match is_given {
            true => "",
            false => "; its byte-order mark says so, and the file is damaged: save it anew",
        }
    )]
    NotDecodable {
        /// The file.
        name: String,
        /// The encoding.
        encoding: &'static str,
        /// Whether it was given, and not told by the mark.
        is_given: bool,
        /// Offset of the first bad byte, from 0.
        byte: usize,
        /// Its line, from 1.
        line: usize,
    },
    /// A name that no encoding has.
    #[error("{name}: no encoding of this name; use one such as utf-8, utf-16le, euc-kr or cp949")]
    UnknownEncoding {
        /// The name as given.
        name: String,
    },
    /// A file that is far larger than any article.
    #[error("{name}: more than {most_megabytes} MB of markup; give a file of one article")]
    TooLarge {
        /// The file.
        name: String,
        /// The most that is read, in MiB.
        most_megabytes: usize,
    },
    /// A document of a word processor that cannot be read.
    #[error("{name}: {message}")]
    Document {
        /// The file.
        name: String,
        /// What is wrong.
        message: String,
    },
    /// Markup that nests as no page does.
    #[error(
        "{name}: its elements are nested more than {most} deep; copy the text out of it and give that"
    )]
    TooDeep {
        /// The file.
        name: String,
        /// The deepest that is read.
        most: usize,
    },
    /// A text has nothing in it to align.
    #[error("{name}: empty: there is no text in it")]
    Empty {
        /// The file, or `the first text` or `the second text`.
        name: String,
    },
    /// Every line of a page was taken for furniture, which [`Layout::KeepFurniture`](crate::Layout::KeepFurniture) keeps.
    #[error("{name}: nothing is left of it once page furniture is left out")]
    OnlyFurniture {
        /// The file, or `the first text` or `the second text`.
        name: String,
    },
    /// The script of a text is neither Hangul nor Latin.
    #[error(
        "{name}: neither Korean nor English: of {letters} letters {hangul} are Hangul and {latin} Latin; \
         give one Korean and one English article"
    )]
    UnknownLanguage {
        /// The file, or `the first text` or `the second text`.
        name: String,
        /// Letters of any script.
        letters: usize,
        /// Hangul among them.
        hangul: usize,
        /// Latin among them.
        latin: usize,
    },
    /// Both texts are in one language.
    #[error("{first} and {second} are both {language}; give one Korean and one English article")]
    SameLanguage {
        /// The first text.
        first: String,
        /// The second.
        second: String,
        /// The language of both.
        language: Language,
    },
    /// A file that should hold an article and its translation holds one of them.
    #[error("{name}: it holds {language} alone; give the {missing} article too, as a second file")]
    OneLanguage {
        /// The file.
        name: String,
        /// The language that it holds.
        language: Language,
        /// The other.
        missing: Language,
    },
    /// Several inputs that are not two articles, and not all JSON lines.
    #[error(
        "give two articles, one Korean and one English, or more of them, or folders, or files of pairs as JSON lines (.jsonl) \
         and no other"
    )]
    TooManyArticles,
    /// A report of an alignment in place of an article.
    #[error(
        "{name}: a report of naranhi, which shows an article and its translation; give these themselves"
    )]
    Report {
        /// The file.
        name: String,
    },
    /// An address instead of a file.
    #[error("{name}: addresses are not fetched; save the page in a browser and give the file")]
    Address {
        /// The address.
        name: String,
    },
    /// A folder where an article should be.
    #[error(
        "{name}: a folder; give an article (`naranhi align` takes folders for pairs of articles)"
    )]
    NoArticle {
        /// The folder.
        name: String,
    },
    /// A language tag that naranhi does not know.
    #[error(
        "{tag}: not a tag for Korean or English; use one such as ko, ko-KR, en, en-US or en-GB"
    )]
    UnknownTag {
        /// The tag as given.
        tag: String,
    },
    /// Two tags for one language.
    #[error(
        "source {source_tag} and target {target_tag} are one language; give one of Korean and one of English"
    )]
    SameTag {
        /// The tag of the source.
        source_tag: String,
        /// The tag of the target.
        target_tag: String,
    },
    /// A date that is not in the form of TMX.
    #[error("{date}: not a date; write it as YYYYMMDDTHHMMSSZ, such as 20250904T073800Z")]
    Date {
        /// The date as given.
        date: String,
    },
    /// An output file's ending names no format.
    #[error("{path}: no format has this ending; use one of .tmx .xlsx .csv .html .jsonl .tsv .ladder, or .tmx.gz .jsonl.gz .tsv.gz", path = path.display())]
    UnknownFormat {
        /// The file.
        path: PathBuf,
    },
    /// A format that holds one pair of articles was asked to hold many.
    #[error(
        "a .{ending} is of one pair of articles; of many write .tmx, .xlsx, .csv, .jsonl or .tsv"
    )]
    OneArticle {
        /// The ending of the format.
        ending: &'static str,
    },
    /// Folders have no pair of articles.
    #[error(
        "{folder}: no pair of articles in it that the names tell, or what they say; name them NAME.ko.txt and NAME.en.txt, \
         NAME/ko.txt and NAME/en.txt, or ko/NAME.txt and en/NAME.txt, with whatever endings they have; or give pairs as \
         JSON lines"
    )]
    NoArticles {
        /// The folder, or several.
        folder: String,
    },
    /// A file of a folder is an article by its name, and its other half is not there, or there several times.
    #[error(
        "{path}: no other edition of it: of articles with this name there are {korean} in Korean and {english} in English, \
         and none of another name says the same",
        path = path.display()
    )]
    NoPartner {
        /// The file.
        path: PathBuf,
        /// Korean files of its name.
        korean: usize,
        /// English files of its name.
        english: usize,
    },
    /// No article in a folder says the same as this one.
    #[error("{path}: no other edition of it: no article says the same", path = path.display())]
    NoEdition {
        /// The file.
        path: PathBuf,
    },
    /// What says the same as an article is more like another: it is told twice, or in two parts.
    #[error(
        "{path}: it says the same as {same}, which is paired with {edition}; give both alone to pair them",
        path = path.display(),
        same = same.display(),
        edition = edition.display()
    )]
    Taken {
        /// The file.
        path: PathBuf,
        /// What says the same.
        same: PathBuf,
        /// What that is paired with.
        edition: PathBuf,
    },
    /// Nothing of a folder or of JSON lines could be aligned.
    #[error("{path}: none of its {pairs} pairs of articles could be aligned", path = path.display())]
    NoneAligned {
        /// The folder or file.
        path: PathBuf,
        /// How many there were.
        pairs: usize,
    },
    /// A memory's ending names no format of memories.
    #[error(
        "{path}: no memory has this ending; use one of .tmx .xlsx .csv .tsv .jsonl .xlf .xliff, or .tmx.gz .tsv.gz .jsonl.gz; .ods is read, and not written",
        path = path.display()
    )]
    UnknownMemory {
        /// The file.
        path: PathBuf,
    },
    /// Rows that do not fit into a sheet, or a sheet that cannot be read as one.
    #[error("{message}")]
    Sheet {
        /// What is wrong, with the place.
        message: String,
    },
    /// The folder of an output file is not there.
    #[error("{path}: there is no folder {folder}; make it first", path = path.display(), folder = folder.display())]
    NoFolder {
        /// The file.
        path: PathBuf,
        /// Its folder.
        folder: PathBuf,
    },
    /// The folder of an output file is there, and nothing can be written into it.
    #[error(
        "{path}: no file can be made in the folder {folder}: {source}; naranhi puts a new file in the place of the old one, \
         for which the folder has to be writable: make it so, or write into another",
        path = path.display(), folder = folder.display()
    )]
    FolderNotWritable {
        /// The file.
        path: PathBuf,
        /// Its folder.
        folder: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// An output that is a link to itself, or to a link to it.
    #[error("{path}: a link that leads to no file, but back to itself; write to another file", path = path.display())]
    EndlessLink {
        /// The link.
        path: PathBuf,
    },
    /// An output file that would replace an input, or another output.
    #[error("{path}: is {used_as} too; give the output another name", path = path.display())]
    OutputInUse {
        /// The file.
        path: PathBuf,
        /// What else it is.
        used_as: &'static str,
    },
    /// A file that is no file of bytes on a disk.
    #[error("{path}: a pipe or a device, in whose place no file can be put; write to a file", path = path.display())]
    NoFile {
        /// The output.
        path: PathBuf,
    },
    /// A memory that cannot be read a second time.
    #[error("{path}: a pipe or a device, and memories that are merged are read twice; save it as a file, and give that", path = path.display())]
    ReadOnce {
        /// The memory.
        path: PathBuf,
    },
    /// An output file that is there already, and may not be written to.
    #[error(
        "{path}: is write-protected, or another user's, and was not replaced; make it writable, or ask its owner to, or \
         write to another file",
        path = path.display()
    )]
    WriteProtected {
        /// The file.
        path: PathBuf,
    },
    /// An output file that another run wrote while this one was at work.
    #[error("{path}: another run wrote it meanwhile, and what that one did was kept; run this once more", path = path.display())]
    WrittenMeanwhile {
        /// The file.
        path: PathBuf,
    },
    /// An output file that would replace what a reviewer did.
    #[error(
        "{path}: holds the work of a reviewer, which would be lost; write to another file, or move this one away (into a \
         new alignment of the article, `naranhi review apply SHEET --alignment FILE.jsonl` takes it over)",
        path = path.display()
    )]
    Reviewed {
        /// The file.
        path: PathBuf,
    },
    /// A row of a data file (glossary, gold, weights) cannot be read.
    #[error("{name}, line {line}: {message}")]
    Data {
        /// The file.
        name: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        message: String,
    },
    /// A memory as a table whose first column is not in the language that was given for the source.
    #[error(
        "{name}, line 1: the first column is not in {source_tag}; say which language is the source"
    )]
    Reversed {
        /// The file.
        name: String,
        /// The tag of the source as given.
        source_tag: String,
        /// The language of the first column.
        first: Language,
    },
    /// A file that is no log of decisions.
    #[error("{name}: is no log of decisions; name another file")]
    NoLog {
        /// The file.
        name: String,
    },
    /// A log of decisions with a line that is none.
    #[error(
        "{name}, line {line}: is no decision ({message}), and what it said would be forgotten; mend the line, take the log from \
         a copy, or delete the line if it said nothing"
    )]
    DamagedLog {
        /// The file.
        name: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        message: String,
    },
    /// A translation memory cannot be read to its end.
    #[error("{name}, line {line}, column {column}: {message}")]
    Memory {
        /// The file.
        name: String,
        /// The line where reading ended, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
        /// What is wrong.
        message: String,
    },
    /// Parallel text that holds no pair to learn from.
    #[error(
        "{path}: no pair of English and Korean sentences in it; give TSV (English, tab, Korean) or a memory",
        path = path.display()
    )]
    NoPairs {
        /// The first of the files.
        path: PathBuf,
    },
    /// A table of names that holds none to learn from.
    #[error(
        "{path}: no name in Latin letters and in Hangul in it; give TSV (English, tab, Korean)",
        path = path.display()
    )]
    NoNames {
        /// The first of the files.
        path: PathBuf,
    },
    /// Documents with gold that nothing can be measured by, or learnt from.
    #[error("{path}: {message}", path = path.display())]
    Gold {
        /// The folder or file.
        path: PathBuf,
        /// What is missing.
        message: String,
    },
}

impl Error {
    /// Wraps what the system said of a file.
    pub(crate) fn io(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Error {
        let path = path.into();
        move |source| Error::Io { path, source }
    }

    /// What went wrong with a table that is written: of rows of strings, only the output can fail.
    pub(crate) fn of_csv(error: csv::Error) -> Error {
        match error.into_kind() {
            csv::ErrorKind::Io(error) => Error::Write(error),
            other => Error::Write(std::io::Error::other(format!("{other:?}"))),
        }
    }

    /// Whether the reader of our output went away, as `head` does: not a failure.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, Error::Write(error) if error.kind() == std::io::ErrorKind::BrokenPipe)
    }
}
