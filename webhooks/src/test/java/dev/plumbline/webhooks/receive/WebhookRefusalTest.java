package dev.plumbline.webhooks.receive;

import static dev.plumbline.webhooks.receive.TestingDesk.CHURN;
import static dev.plumbline.webhooks.receive.TestingDesk.FRAUD;
import static dev.plumbline.webhooks.receive.TestingDesk.NOBODYS;
import static dev.plumbline.webhooks.receive.TestingDesk.SECRET;
import static dev.plumbline.webhooks.receive.TestingDesk.headers;
import static dev.plumbline.webhooks.receive.TestingDesk.pushTo;
import static dev.plumbline.webhooks.receive.TestingDesk.signature;
import static dev.plumbline.webhooks.receive.TestingDesk.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a desk refuses, and how much of it is read.
final class WebhookRefusalTest {
    /// More bodies than there is room for, even while nothing of them has come.
    private static final int MORE_THAN_PLACES = 11_000;

    private final TestingDesk desk = new TestingDesk("github");

    /// A body that must not be read.
    private static InputStream unreadable() {
        return new FailingBody(() -> {
            throw new AssertionError("the body was read");
        });
    }

    /// A body that its server ends, since it is longer than allowed.
    private static InputStream overlong() {
        return new FailingBody(() -> {
            throw new IOException("too long");
        });
    }

    private interface Failure {
        int read() throws IOException;
    }

    private static final class FailingBody extends InputStream {
        private final Failure failure;

        FailingBody(Failure failure) {
            this.failure = failure;
        }

        @Override
        public int read() throws IOException {
            return failure.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return failure.read();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/gitlab", "/sourceforge", "/github/x", "/GitHub"})
    void whatNoRepositoryTakesIsNotFoundAndNotRead(String path) throws IOException {
        Reception reception =
                desk.receive(
                        "POST", path, headers("push", "1", signature(SECRET, "")), unreadable());

        assertThat(reception.status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "PATCH", "DELETE"})
    void whatIsNotPostedIsNotAllowedAndNotRead(String method) throws IOException {
        Reception reception =
                desk.receive(
                        method,
                        "/github",
                        headers("push", "1", signature(SECRET, "")),
                        unreadable());

        assertThat(reception.status()).isEqualTo(405);
    }

    @ParameterizedTest
    @CsvSource({
        "github, x-github-event, push",
        "gitlab, x-gitlab-event, Push Hook",
        "azure-devops, authorization, Bearer token",
        "bitbucket, x-event-key, repo:push",
        "gitea, x-gitea-event, push"
    })
    void withoutCredentialsItIsUnauthorizedAndNotRead(String forge, String name, String value)
            throws IOException {
        Reception reception =
                new TestingDesk(forge)
                        .receive("POST", "/" + forge, Map.of(name, value), unreadable());

        assertThat(reception.status()).isEqualTo(401);
        assertThat(desk.heard).isEmpty();
    }

    @Test
    void aTruncatedSignatureIsUnauthorizedAndNotRead() throws IOException {
        String whole = signature(SECRET, pushTo(FRAUD));

        for (int length = 0; length < whole.length(); length++) {
            Reception reception =
                    desk.receive(
                            "POST",
                            "/github",
                            headers("push", "1", whole.substring(0, length)),
                            unreadable());
            assertThat(reception.status()).as("%d characters", length).isEqualTo(401);
        }
        assertThat(desk.heard).isEmpty();
    }

    @Test
    void anotherSecretIsUnauthorized() throws IOException {
        assertThat(desk.post(NOBODYS, "push", "1", pushTo(FRAUD)).status()).isEqualTo(401);
        assertThat(desk.post(NOBODYS, "ping", "2", "{}").status()).isEqualTo(401);
        assertThat(desk.heard).isEmpty();
    }

    @Test
    void theSignatureOfAnotherBodyIsUnauthorized() throws IOException {
        Reception reception =
                desk.receive(
                        "POST",
                        "/github",
                        headers("push", "1", signature(SECRET, pushTo(CHURN))),
                        stream(pushTo(FRAUD)));

        assertThat(reception.status()).isEqualTo(401);
        assertThat(desk.heard).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "[]",
                "{\"ref\": \"refs/heads/main\"",
                "{\"ref\": \"refs/heads/main\", \"repository\": {}}",
                "\u0000"
            })
    void whatCannotBeReadIsABadRequest(String body) throws IOException {
        assertThat(desk.post(SECRET, "push", "1", body).status()).isEqualTo(400);
        assertThat(desk.heard).isEmpty();
    }

    /// Its id is in the body, where other forges have a header.
    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "[]", "{}"})
    void whatCannotBeReadOfAzureDevOpsIsABadRequest(String body) throws IOException {
        TestingDesk azure = new TestingDesk("azure-devops");
        String credentials =
                Base64.getEncoder()
                        .encodeToString(
                                ("plumbline:" + SECRET.reveal()).getBytes(StandardCharsets.UTF_8));

        Reception reception =
                azure.receive(
                        "POST",
                        "/azure-devops",
                        Map.of("authorization", "Basic " + credentials),
                        stream(body));

        assertThat(reception.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void jsonThatIsTooDeepIsABadRequest(String opening) throws IOException {
        assertThat(desk.post(SECRET, "push", "1", opening.repeat(500_000)).status()).isEqualTo(400);
        assertThat(desk.heard).isEmpty();
    }

    @Test
    void anOverlongBodyIsItsServersAndFreesItsPlace() throws IOException {
        Map<String, String> plausible = headers("push", "1", signature(SECRET, ""));

        for (int i = 0; i < MORE_THAN_PLACES; i++) {
            assertThatThrownBy(() -> desk.receive("POST", "/github", plausible, overlong()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("too long");
        }
        assertThat(desk.push("1").status()).isEqualTo(202);
        assertThat(desk.heard).hasSize(1);
    }
}
