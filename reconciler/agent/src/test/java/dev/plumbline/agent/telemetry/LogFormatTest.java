package dev.plumbline.agent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class LogFormatTest {
    @Test
    void aLineIsOneJsonObjectThatNamesTheSync() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(MDC.getMDCAdapter());
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        LogFormat.json(context, appender);
        appender.setOutputStream(out);
        appender.start();
        Logger logger = context.getLogger("dev.plumbline.Applier");
        logger.addAppender(appender);

        try (MDC.MDCCloseable _ = MDC.putCloseable("sync", "sync-1")) {
            logger.warn("{} failed\nat \"once\"", "create", new IllegalStateException("away"));
        }

        JsonNode line = JsonMapper.builder().build().readTree(out.toString(StandardCharsets.UTF_8));
        assertThat(out.toString(StandardCharsets.UTF_8)).hasLineCount(1);
        assertThat(line.path("level").asString()).isEqualTo("WARN");
        assertThat(line.path("formattedMessage").asString())
                .isEqualTo("create failed\nat \"once\"");
        assertThat(line.at("/mdc/sync").asString()).isEqualTo("sync-1");
        assertThat(line.at("/throwable/message").asString()).isEqualTo("away");
        assertThat(line.path("timestamp").isNumber()).isTrue();
    }
}
