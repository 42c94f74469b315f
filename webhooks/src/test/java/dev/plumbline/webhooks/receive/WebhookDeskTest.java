package dev.plumbline.webhooks.receive;

import static dev.plumbline.webhooks.receive.TestingDesk.CHURN;
import static dev.plumbline.webhooks.receive.TestingDesk.FRAUD;
import static dev.plumbline.webhooks.receive.TestingDesk.NOBODYS;
import static dev.plumbline.webhooks.receive.TestingDesk.OTHER;
import static dev.plumbline.webhooks.receive.TestingDesk.SECRET;
import static dev.plumbline.webhooks.receive.TestingDesk.pushTo;
import static dev.plumbline.webhooks.receive.TestingDesk.signature;
import static dev.plumbline.webhooks.receive.TestingDesk.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.webhooks.receive.HookEvent.PullRequestChanged;
import dev.plumbline.webhooks.receive.HookEvent.Pushed;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WebhookDeskTest {
    private static final int MOST_A_MINUTE = 600;

    private final TestingDesk desk = new TestingDesk("github");

    @Test
    void anUnauthorizedDeliveryDoesNotSpendTheIdOfAGoodOne() throws IOException {
        assertThat(desk.post(NOBODYS, "push", "1", pushTo(FRAUD)).status()).isEqualTo(401);
        assertThat(desk.push("1").status()).isEqualTo(202);
        assertThat(desk.heard).containsExactly(new Pushed(FRAUD, "main"));
    }

    @Test
    void aPushIsHeardOnceHoweverOftenItComes() throws IOException {
        assertThat(desk.push("1").status()).isEqualTo(202);
        assertThat(desk.push("1").status()).isEqualTo(202);
        assertThat(desk.heard).containsExactly(new Pushed(FRAUD, "main"));
    }

    @Test
    void theSameUnderAnotherIdIsHeardAgain() throws IOException {
        desk.push("1");
        desk.push("2");

        assertThat(desk.heard).hasSize(2);
    }

    /// GitHub does not sign its ids: whoever copies one must not make a push go unheard.
    @Test
    void anotherBodyUnderTheSameIdIsHeard() throws IOException {
        desk.post(SECRET, "push", "1", pushTo(FRAUD) + " ");
        desk.push("1");

        assertThat(desk.heard).hasSize(2);
    }

    @Test
    void whatCannotBeReadIsNotTakenForDeliveredWhenItIsSentAgain() throws IOException {
        assertThat(desk.post(SECRET, "push", "1", "{}").status()).isEqualTo(400);
        assertThat(desk.post(SECRET, "push", "1", "{}").status()).isEqualTo(400);
    }

    @Test
    void aPingIsAnswered() throws IOException {
        assertThat(desk.post(SECRET, "ping", "1", "{\"zen\": \"Design for failure.\"}").status())
                .isEqualTo(200);
        assertThat(desk.heard).isEmpty();
    }

    @Test
    void anUnknownEventIsAcknowledgedByANameThatCannotBreakOutOfItsLine() throws IOException {
        Reception reception = desk.post(SECRET, "star\r\n<b>" + "x".repeat(1_000), "1", "{}");

        assertThat(reception.status()).isEqualTo(202);
        assertThat(reception.message()).startsWith("Plumbline does not look at starbx");
        assertThat(reception.message()).hasSizeLessThan(120);
        assertThat(desk.heard).isEmpty();
    }

    @Test
    void anotherProjectWithTheSameSecretIsNotHeard() throws IOException {
        Reception reception = desk.post(SECRET, "push", "1", pushTo(CHURN));

        assertThat(reception.status()).isEqualTo(202);
        assertThat(reception.message()).doesNotContain(FRAUD);
        assertThat(desk.heard).isEmpty();
    }

    @Test
    void aProjectIsTheSameInCapitals() throws IOException {
        desk.post(SECRET, "push", "1", pushTo("Acme/Fraud-Models"));

        assertThat(desk.heard).hasSize(1);
    }

    @Test
    void eachOfTwoRepositoriesHearsItsOwn() throws IOException {
        assertThat(desk.push("1").status()).isEqualTo(202);
        assertThat(desk.post(OTHER, "push", "2", pushTo(CHURN)).status()).isEqualTo(202);

        assertThat(desk.heard).containsExactly(new Pushed(FRAUD, "main"));
        assertThat(desk.heardOfChurn).containsExactly(new Pushed(CHURN, "main"));
    }

    @Test
    void whoKnowsTheSecretOfOneRepositoryDoesNotSpeakForAnother() throws IOException {
        assertThat(desk.post(SECRET, "push", "1", pushTo(CHURN)).status()).isEqualTo(202);
        assertThat(desk.post(OTHER, "push", "2", pushTo(FRAUD)).status()).isEqualTo(202);

        assertThat(desk.heard).isEmpty();
        assertThat(desk.heardOfChurn).isEmpty();
    }

    @Test
    void aChangedPullRequestIsHeard() throws IOException {
        String body =
                """
                {
                  "action": "synchronize",
                  "pull_request": {"number": 42},
                  "repository": {"full_name": "acme/fraud-models"}
                }
                """;

        assertThat(desk.post(SECRET, "pull_request", "1", body).status()).isEqualTo(202);
        assertThat(desk.heard).containsExactly(new PullRequestChanged(FRAUD, 42));
    }

    @Test
    void moreThanSixHundredAMinuteAreTooMany() throws IOException {
        for (int i = 0; i < MOST_A_MINUTE; i++) {
            assertThat(desk.push("id-" + i).status()).isEqualTo(202);
        }
        Reception reception = desk.push("one more");

        assertThat(reception.status()).isEqualTo(429);
        assertThat(desk.heard).hasSize(MOST_A_MINUTE);
        // The other repository has a minute of its own.
        assertThat(desk.post(OTHER, "push", "other", pushTo(CHURN)).status()).isEqualTo(202);
        assertThat(desk.heardOfChurn).hasSize(1);
    }

    /// GitHub sends it under the same id when somebody asks it to.
    @Test
    void whatWasTooManyIsNoReplayWhenItIsSentAgain() throws IOException {
        for (int i = 0; i < MOST_A_MINUTE; i++) {
            desk.push("id-" + i);
        }

        assertThat(desk.push("one more").status()).isEqualTo(429);
        assertThat(desk.push("one more").status()).isEqualTo(429);
    }

    @Test
    void eachBranchOfOneDeliveryIsHeard() throws IOException {
        String body =
                """
                {
                  "repository": {"full_name": "acme/fraud-models"},
                  "push": {"changes": [
                    {"new": {"type": "branch", "name": "main"}},
                    {"new": {"type": "tag", "name": "v1"}},
                    {"new": {"type": "branch", "name": "trial"}}
                  ]}
                }
                """;
        Map<String, String> headers = new HashMap<>();
        headers.put("x-event-key", "repo:push");
        headers.put("x-request-uuid", "1");
        headers.put("x-hub-signature", signature(SECRET, body));
        TestingDesk bitbucket = new TestingDesk("bitbucket");

        Reception reception = bitbucket.receive("POST", "/bitbucket/", headers, stream(body));

        assertThat(reception.status()).isEqualTo(202);
        assertThat(bitbucket.heard)
                .containsExactly(new Pushed(FRAUD, "main"), new Pushed(FRAUD, "trial"));
    }
}
