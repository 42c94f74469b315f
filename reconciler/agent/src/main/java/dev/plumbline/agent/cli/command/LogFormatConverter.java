package dev.plumbline.agent.cli.command;

import dev.plumbline.agent.telemetry.LogFormat;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// `text` or `json`.
final class LogFormatConverter implements ITypeConverter<LogFormat> {
    @Override
    public LogFormat convert(String value) {
        return switch (value) {
            case "text" -> LogFormat.TEXT;
            case "json" -> LogFormat.JSON;
            default ->
                    throw new TypeConversionException(
                            "\"" + value + "\" is no log format; write text or json");
        };
    }
}
