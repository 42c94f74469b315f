package dev.plumbline.agent.cli.command;

/// How most commands answer.
enum Format {
    text,
    json
}
