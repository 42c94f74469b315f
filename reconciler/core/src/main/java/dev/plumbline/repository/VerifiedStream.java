package dev.plumbline.repository;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A stream that fails at its end when the bytes that went through have not the expected SHA-256.
final class VerifiedStream extends FilterInputStream {
    private final MessageDigest digest;
    private final String expected;
    private final Path origin;
    private boolean verified;

    VerifiedStream(InputStream in, String expected, Path origin) {
        super(in);
        this.expected = expected;
        this.origin = origin;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        if (count > 0) {
            digest.update(bytes, offset, count);
        } else if (count < 0) {
            verify();
        }
        return count;
    }

    /// Reads what it skips, because the digest is over every byte.
    @Override
    public long skip(long count) throws IOException {
        byte[] buffer = new byte[Math.clamp(count, 1, 8192)];
        long skipped = 0;
        while (skipped < count) {
            int read = read(buffer, 0, (int) Math.min(buffer.length, count - skipped));
            if (read < 0) {
                break;
            }
            skipped += read;
        }
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void verify() throws IOException {
        if (!verified) {
            String actual = HexFormat.of().formatHex(digest.digest());
            if (!actual.equals(expected)) {
                throw new IOException(
                        "%s has SHA-256 %s instead of %s: the file is damaged; fetch it again"
                                .formatted(origin, actual, expected));
            }
            verified = true;
        }
    }
}
