//! `roundtrip completion`: what a shell needs to complete this command.

use std::process::ExitCode;

use clap::Args;
use clap_complete::{Shell, generate};

use super::fault::Fault;

const AFTER: &str = "\
Examples:
  roundtrip completion bash > ~/.local/share/bash-completion/completions/roundtrip
  roundtrip completion zsh > ~/.zfunc/_roundtrip
  roundtrip completion fish > ~/.config/fish/completions/roundtrip.fish";

/// Write a script that completes this command in a shell
#[derive(Args)]
#[command(after_help = AFTER)]
pub struct Options {
    /// The shell
    shell: Shell,
}

/// Writes the script.
pub fn run(options: &Options, mut command: clap::Command) -> Result<ExitCode, Fault> {
    let mut script = Vec::new();
    generate(options.shell, &mut command, "roundtrip", &mut script);
    super::print(&String::from_utf8_lossy(&script))?;
    Ok(ExitCode::SUCCESS)
}
