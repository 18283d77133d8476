//! Progress bars, on a terminal alone.

use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// A bar of a length, or a count where that is not known, in the form that a template of indicatif says.
pub(super) fn bar(length: Option<usize>, template: &str) -> ProgressBar {
    let bar = match length {
        Some(length) => ProgressBar::new(length as u64),
        None => ProgressBar::no_length(),
    };
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Keeps the time of a bar going where nothing is counted, if it is seen, and the system gives a thread for it.
pub(super) fn tick(bar: &ProgressBar) {
    if !bar.is_hidden() && thread::Builder::new().spawn(|| ()).is_ok() {
        bar.enable_steady_tick(Duration::from_secs(1));
    }
}
