//! Signals of one type. Leptos's are compiled anew for every type of value; here a value is kept behind `dyn Any`, and only its
//! way in and out knows its type. What follows what is Leptos's: a [`Trigger`] per signal, a `Memo` of a number per memo.

use std::any::Any;
use std::cell::{Ref, RefCell};
use std::marker::PhantomData;
use std::rc::Rc;

use leptos_framework::prelude::{GetValue, LocalStorage, untrack};
use leptos_framework::reactive::computed::Memo as Number;
use leptos_framework::reactive::owner::StoredValue as Stored;
use leptos_framework::reactive::prelude::{GetUntracked, Notify, Track};
use leptos_framework::reactive::signal::Trigger;
use send_wrapper::SendWrapper;

/// A place for a value of any type, until what owns it is gone.
type Place = Stored<Rc<dyn Any>, LocalStorage>;

fn place<T: 'static>(value: T) -> Place {
    place_of(Rc::new(RefCell::new(value)))
}

#[inline(never)]
fn place_of(value: Rc<dyn Any>) -> Place {
    Stored::new_local(value)
}

#[inline(never)]
fn content(place: Place) -> Option<Rc<dyn Any>> {
    place.try_get_value()
}

fn cell<T: 'static>(place: Place) -> Option<Rc<RefCell<T>>> {
    content(place)?.downcast().ok()
}

/// Like Leptos: to ask for what is gone is a fault of the program.
#[cold]
#[inline(never)]
#[allow(clippy::panic, reason = "there is no value to go on with, and no way to make one")]
fn gone() -> ! {
    panic!("a signal was read after the part of the page that owns it was closed")
}

fn look<T: 'static, U>(place: Place, see: impl FnOnce(&T) -> U) -> U {
    match cell(place) {
        Some(cell) => see(&cell.borrow()),
        None => gone(),
    }
}

macro_rules! handle {
    ($name:ident) => {
        impl<T> Clone for $name<T> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<T> Copy for $name<T> {}
    };
}

/// A value that is kept, and followed by nobody.
pub struct StoredValue<T>(Place, PhantomData<fn() -> T>);

handle!(StoredValue);

impl<T: 'static> StoredValue<T> {
    /// Keeps a value.
    pub fn new(value: T) -> Self {
        Self(place(value), PhantomData)
    }

    /// Looks at it.
    pub fn with_value<U>(self, see: impl FnOnce(&T) -> U) -> U {
        look(self.0, see)
    }

    /// A copy of it.
    pub fn get_value(self) -> T
    where
        T: Clone,
    {
        look(self.0, T::clone)
    }

    /// A copy of it, if it is still kept.
    pub fn try_get_value(self) -> Option<T>
    where
        T: Clone,
    {
        cell(self.0).map(|cell| T::clone(&cell.borrow()))
    }

    /// Changes it.
    pub fn update_value<U>(self, change: impl FnOnce(&mut T) -> U) -> U {
        match cell(self.0) {
            Some(cell) => change(&mut cell.borrow_mut()),
            None => gone(),
        }
    }

    /// Keeps another. One that comes too late is dropped.
    pub fn set_value(self, value: T) {
        if let Some(cell) = cell(self.0) {
            cell.replace(value);
        }
    }
}

/// A value that can be set, and is followed.
pub struct RwSignal<T>(Trigger, Place, PhantomData<fn() -> T>);

handle!(RwSignal);

impl<T> PartialEq for RwSignal<T> {
    fn eq(&self, other: &Self) -> bool {
        self.1 == other.1
    }
}

impl<T: 'static> RwSignal<T> {
    /// A signal with its first value.
    pub fn new(value: T) -> Self {
        Self(Trigger::new(), place(value), PhantomData)
    }

    /// Looks at the value. Tracked.
    pub fn with<U>(self, see: impl FnOnce(&T) -> U) -> U {
        self.track();
        look(self.1, see)
    }

    /// Looks at the value.
    pub fn with_untracked<U>(self, see: impl FnOnce(&T) -> U) -> U {
        look(self.1, see)
    }

    /// The value. Tracked.
    pub fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// The value.
    pub fn get_untracked(self) -> T
    where
        T: Clone,
    {
        look(self.1, T::clone)
    }

    /// Looks at the value, unless what owns it is gone.
    pub fn try_with_untracked<U>(self, see: impl FnOnce(&T) -> U) -> Option<U> {
        cell(self.1).map(|cell| see(&cell.borrow()))
    }

    /// The value, unless what owns it is gone. Tracked.
    pub fn try_get(self) -> Option<T>
    where
        T: Clone,
    {
        self.track();
        cell(self.1).map(|cell| T::clone(&cell.borrow()))
    }

    /// The value, unless what owns it is gone.
    pub fn try_get_untracked(self) -> Option<T>
    where
        T: Clone,
    {
        cell(self.1).map(|cell| T::clone(&cell.borrow()))
    }

    /// Follows it.
    pub fn track(self) {
        Track::track(&self.0);
    }

    /// Sets the value. One that comes too late is dropped.
    pub fn set(self, value: T) {
        if let Some(cell) = cell(self.1) {
            cell.replace(value);
            self.0.notify();
        }
    }

    /// Changes the value. A change that comes too late is none.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        if let Some(cell) = cell(self.1) {
            change(&mut cell.borrow_mut());
            self.0.notify();
        }
    }
}

/// A value that follows others and tells its followers only when it differs.
pub struct Memo<T>(Number<u64>, Place, PhantomData<fn() -> T>);

handle!(Memo);

/// Computes the value of a memo.
trait Compute {
    /// Whether it differs from the value before.
    fn compute(&self) -> bool;
}

struct Computed<T, F> {
    value: Rc<RefCell<Option<T>>>,
    compute: F,
    differs: Differs<T>,
}

/// Whether two values are to be told apart.
type Differs<T> = fn(Option<&T>, Option<&T>) -> bool;

impl<T, F: Fn(Option<&T>) -> T> Compute for Computed<T, F> {
    fn compute(&self) -> bool {
        let new = (self.compute)(self.value.borrow().as_ref());
        let differs = (self.differs)(self.value.borrow().as_ref(), Some(&new));
        self.value.replace(Some(new));
        differs
    }
}

/// The number goes up when the value differs.
#[inline(never)]
fn number(compute: Box<dyn Compute>) -> Number<u64> {
    let compute = SendWrapper::new(compute);
    Number::new(move |before: Option<&u64>| before.copied().unwrap_or(0) + u64::from(compute.compute()))
}

impl<T: PartialEq + 'static> Memo<T> {
    /// A memo of what a function gives.
    pub fn new(compute: impl Fn(Option<&T>) -> T + 'static) -> Self {
        Self::new_with_compare(compute, |old, new| old != new)
    }
}

impl<T: 'static> Memo<T> {
    /// The same, with a way of its own to tell values apart.
    pub fn new_with_compare(compute: impl Fn(Option<&T>) -> T + 'static, differs: Differs<T>) -> Self {
        let value = Rc::new(RefCell::new(None));
        let place = place_of(Rc::clone(&value) as Rc<dyn Any>);
        Self(number(Box::new(Computed { value, compute, differs })), place, PhantomData)
    }

    /// Looks at the value. Tracked.
    pub fn with<U>(self, see: impl FnOnce(&T) -> U) -> U {
        self.track();
        self.with_untracked(see)
    }

    /// Looks at the value.
    pub fn with_untracked<U>(self, see: impl FnOnce(&T) -> U) -> U {
        match self.try_with_untracked(see) {
            Some(seen) => seen,
            None => gone(),
        }
    }

    /// Looks at the value, unless what owns it is gone.
    pub fn try_with_untracked<U>(self, see: impl FnOnce(&T) -> U) -> Option<U> {
        self.0.try_get_untracked()?;
        let cell = cell::<Option<T>>(self.1)?;
        let value = Ref::filter_map(cell.borrow(), Option::as_ref).ok()?;
        Some(see(&value))
    }

    /// The value. Tracked.
    pub fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// The value.
    pub fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }

    /// Follows it.
    pub fn track(self) {
        Track::track(&self.0);
    }
}

/// A value that can be followed, wherever it comes from.
pub struct Signal<T>(Place, PhantomData<fn() -> T>);

handle!(Signal);

type Get<T> = Box<dyn Fn() -> T>;

impl<T: 'static> Signal<T> {
    /// What a function gives each time.
    pub fn derive(get: impl Fn() -> T + 'static) -> Self {
        Self(place_of(Rc::new(Box::new(get) as Get<T>)), PhantomData)
    }

    /// The value. Tracked.
    pub fn get(self) -> T {
        match content(self.0).and_then(|get| get.downcast::<Get<T>>().ok()) {
            Some(get) => get(),
            None => gone(),
        }
    }

    /// The value.
    pub fn get_untracked(self) -> T {
        untrack(|| self.get())
    }

    /// Looks at the value. Tracked.
    pub fn with<U>(self, see: impl FnOnce(&T) -> U) -> U {
        see(&self.get())
    }
}

impl<T: Clone + 'static> From<RwSignal<T>> for Signal<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self::derive(move || signal.get())
    }
}

impl<T: Clone + 'static> From<Memo<T>> for Signal<T> {
    fn from(memo: Memo<T>) -> Self {
        Self::derive(move || memo.get())
    }
}

impl<T: Clone + 'static> From<T> for Signal<T> {
    fn from(value: T) -> Self {
        Self::derive(move || value.clone())
    }
}

impl From<&'static str> for Signal<String> {
    fn from(value: &'static str) -> Self {
        Self::derive(move || value.to_owned())
    }
}

impl<T: Clone + Default + 'static> Default for Signal<T> {
    fn default() -> Self {
        Self::derive(T::default)
    }
}
