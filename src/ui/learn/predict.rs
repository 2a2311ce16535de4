//! The prediction of a step: chosen before, answered with the trace afterwards. Whoever skips it goes on all the same.

use leptos::prelude::*;

use super::lab::Bench;
use crate::ui::kit::Icon;

/// The question with its choices.
#[component]
pub fn Prediction() -> impl IntoView {
    let bench: Bench = expect_context();
    let question = bench.see(|course| course.step().and_then(|step| step.ask.clone()));
    question.map(|question| {
        let is_over = Memo::new(move |_| bench.verdict().is_some());
        let choices = question.choices.into_iter().enumerate().map(|(place, choice)| {
            let text = choice.text.clone();
            let is_right = Memo::new(move |_| bench.verdict().is_some_and(|verdict| verdict.right == text));
            let is_chosen = Memo::new(move |_| bench.choice.get() == Some(place));
            view! {
                <label class="lab-choice" class:is-right=move || is_right.get() class:is-chosen=move || is_chosen.get()>
                    <input type="radio" name="lab-choice" prop:checked=move || is_chosen.get() disabled=move || is_over.get()
                        on:change=move |_| bench.choice.set(Some(place))/>
                    <span>{choice.text}</span>
                    {move || is_right.get().then(|| view! { <Icon name="check" class="i-s"/><span class="vh">"This came."</span> })}
                </label>
            }
        });
        view! {
            <fieldset class="lab-ask"><legend>"Prediction: "{question.text}</legend>
                <div class="lab-choices">{choices.collect_view()}</div>
            </fieldset>
        }
    })
}
