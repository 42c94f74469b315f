package dev.plumbline.spec.yaml;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// How the bytes of a text file are meant, told by the byte order mark, or by the zero byte beside
/// the first character, as the YAML specification has it (1.2.2, section 5.2).
enum Encoding {
    UTF_8(StandardCharsets.UTF_8),
    UTF_16BE(StandardCharsets.UTF_16BE),
    UTF_16LE(StandardCharsets.UTF_16LE);

    private final Charset charset;

    Encoding(Charset charset) {
        this.charset = charset;
    }

    Charset charset() {
        return charset;
    }

    static Encoding of(byte[] bytes) {
        if (bytes.length < 2) {
            return UTF_8;
        }
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        if (first == 0xFE && second == 0xFF || first == 0 && second != 0) {
            return UTF_16BE;
        }
        return first == 0xFF && second == 0xFE || first != 0 && second == 0 ? UTF_16LE : UTF_8;
    }

    /// How many characters UTF-8 bytes stand for: every byte but those that continue one.
    static int characters(byte[] bytes) {
        int count = 0;
        for (byte each : bytes) {
            if ((each & 0xC0) != 0x80) {
                count++;
            }
        }
        return count;
    }
}
