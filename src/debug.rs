//! `Debug` of types that hold more than anybody would read.

/// Implements `Debug` for a type, as its name.
macro_rules! debug_by_name {
    ($name:ident $(<$($lifetime:lifetime)? $($param:ident: $bound:ident)?>)?) => {
        impl $(<$($param: $bound)?>)? std::fmt::Debug for $name $(<$($lifetime)? $($param)?>)? {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    };
}
