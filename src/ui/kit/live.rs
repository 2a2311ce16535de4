//! Closures of one type. The view macro compiles its code anew for every closure that it meets, half a kilobyte each time;
//! boxed, all closures of one result share it.

/// What follows the state: a part of the view, or the value of an attribute.
pub fn live<T>(follow: impl FnMut() -> T + Send + 'static) -> Box<dyn FnMut() -> T + Send> {
    Box::new(follow)
}

/// What answers an event.
pub fn handler<E>(answer: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(answer)
}
