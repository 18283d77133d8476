//! The threads that work is shared among.

use rayon::ThreadPoolBuilder;

use super::tell;

/// Bytes of stack for each thread: as many as the first one has.
const STACK: usize = 8 << 20;

/// Does some work with a thread for each processor, or with as many as `RAYON_NUM_THREADS` says; where the system gives
/// none, with the one that there is.
pub(super) fn share<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    match ThreadPoolBuilder::new().stack_size(STACK).build() {
        Ok(threads) => threads.install(work),
        Err(error) => {
            tell(&format!("{error}: no more threads; works on one processor"));
            // The first thread is made the only one of those that rayon would make.
            let alone = ThreadPoolBuilder::new().num_threads(1).use_current_thread();
            let _ = alone.build_global();
            work()
        }
    }
}
