//! Runs that are stopped leave nothing half written behind.

#[cfg(unix)]
pub(super) use unix::clear_when_stopped;
#[cfg(windows)]
pub(super) use windows::clear_when_stopped;

#[cfg(unix)]
mod unix {
    use std::sync::{Arc, mpsc};
    use std::{fs, thread};

    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXFSZ};
    use signal_hook::flag;
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    use crate::cli::output;

    /// Removes what is half written when the run is stopped, and stops as it would have. A signal that whoever started the
    /// run has it ignore, as `nohup` does, stays ignored.
    pub(in crate::cli) fn clear_when_stopped() {
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        // A file that may grow no more is an error of the system, told as a full disk is.
        let _ = flag::register(SIGXFSZ, Arc::default());
        let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT];
        let heeded = signals
            .into_iter()
            .filter(move |&signal| !is_ignored(&status, signal));
        let (set, is_set) = mpsc::channel();
        let heed = move || {
            let mut signals = Signals::new(heeded);
            let _ = set.send(());
            for signal in signals.iter_mut().flat_map(|signals| signals.forever()) {
                let _nothing_new = output::clear();
                let _ = emulate_default_handler(signal);
            }
        };
        // Where no handler can be set, or no thread made to wait for signals, a stopped run leaves a hidden file and nothing
        // else: without the thread a handler would do nothing, and the run could not be stopped.
        if thread::Builder::new().spawn(heed).is_ok() {
            let _ = is_set.recv();
        }
    }

    /// Whether a process ignores a signal, by what Linux says of it (proc_pid_status(5)): a mask in which signal 1 is the
    /// lowest bit.
    fn is_ignored(status: &str, signal: i32) -> bool {
        let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
        mask.is_some_and(|mask| mask >> (signal - 1) & 1 == 1)
    }
}

#[cfg(windows)]
mod windows {
    use std::process;

    use crate::cli::output;

    /// The exit code of a program that Ctrl+C ended: STATUS_CONTROL_C_EXIT.
    const STOPPED: i32 = 0xc000_013a_u32 as i32;

    /// Removes what is half written when Ctrl+C is pressed or the window is closed, and stops.
    pub(in crate::cli) fn clear_when_stopped() {
        // Where no handler can be set, a stopped run leaves a hidden file and nothing else.
        let _ = ctrlc::set_handler(|| {
            let _nothing_new = output::clear();
            process::exit(STOPPED);
        });
    }
}
