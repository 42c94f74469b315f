package dev.plumbline.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.agent.api.Samples;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PageRoutesTest {
    private static final String STAGING = "/workspaces/fraud/staging";

    private AgentFixture agent;
    private HttpCalls http;

    @BeforeEach
    void start() throws Exception {
        agent = new AgentFixture();
        http = new HttpCalls(agent.url());
    }

    @AfterEach
    void stop() {
        agent.close();
    }

    @Test
    void aWorkspaceIsShownWithWhatIsToBeLookedAtWhoCanReleaseItAndItsSyncs() throws Exception {
        HttpResponse<String> page = http.get(STAGING);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(page.body())
                .contains("<h1>fraud/staging</h1>")
                .contains(Samples.COMMIT)
                .contains("the scoring process ended with exit code 1; see `plumb logs blue`")
                .contains("Held: <code>online-endpoint/fraud</code>")
                .contains("needs 1 approval and has 0")
                .contains("plumb approve online-endpoint/fraud")
                .contains("2 as declared and healthy")
                .contains("Ada Byron &lt;ada@example.com&gt;")
                .contains("href=\"staging/syncs/r-2\"");
    }

    @Test
    void aSyncIsShownWithItsCommitItsApprovalsAndItsChanges() throws Exception {
        HttpResponse<String> page = http.get(STAGING + "/syncs/r-1");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("<h1>Declare the endpoint</h1>")
                .contains(Samples.OLDER)
                .contains("online-endpoint/fraud")
                .contains("the name is taken")
                .contains("href=\"../../staging\"");
        assertThat(http.get(STAGING + "/syncs/r-2").body())
                .contains("grace, 2026-11-23 11:59:00 UTC: https://forge.example.com");
    }

    /// A page needs nothing but itself, so that it may do nothing else.
    @ParameterizedTest
    @ValueSource(strings = {STAGING, STAGING + "/syncs/r-1", "/workspaces/fraud/none"})
    void aPageHasNoScriptsAndMayDoNothing(String path) throws Exception {
        HttpResponse<String> page = http.get(path);

        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy)
                                .startsWith("default-src 'none'; style-src 'sha256-")
                                .contains("frame-ancestors 'none'")
                                .contains("form-action 'none'")
                                .doesNotContain("unsafe"));
        assertThat(page.body()).doesNotContain("<script").doesNotContain("src=");
    }

    @ParameterizedTest
    @CsvSource({
        "/workspaces/fraud/none, there is no workspace",
        STAGING + "/syncs/r-9, has no sync &quot;r-9&quot;",
        "/workspaces/fraud/%3Cscript%3Ealert(1)%3C%2Fscript%3E, &lt;script&gt;alert(1)",
        STAGING + "/syncs/%22%3E%3Cimg%20src%3Dx%3E, &quot;&gt;&lt;img"
    })
    void whatIsNotThereIsSaidWithoutBecomingPartOfThePage(String path, String said)
            throws Exception {
        HttpResponse<String> page = http.get(path);

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains(said).doesNotContain("<script>").doesNotContain("<img");
    }

    /// A proxy on the same machine, or a page whose name points at this machine.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: plumbline.example.org",
                "X-Forwarded-For: 203.0.113.9",
                "Forwarded: for=203.0.113.9"
            })
    void whoeverIsNotOnThisMachineNeedsAToken(String header) throws Exception {
        String host = header.startsWith("Host") ? header : "Host: 127.0.0.1\r\n" + header;
        String get = "GET " + STAGING + " HTTP/1.1";

        assertThat(RawHttp.status(agent.port(), get, host)).isEqualTo(401);
        assertThat(RawHttp.status(agent.port(), get, host, basic(AgentFixture.TOKEN)))
                .isEqualTo(200);
        assertThat(RawHttp.status(agent.port(), get, host, basic("vera"))).isEqualTo(200);
        assertThat(RawHttp.status(agent.port(), get, host, "Authorization: Bearer vera"))
                .isEqualTo(200);
        assertThat(RawHttp.status(agent.port(), get, host, basic("mallory"))).isEqualTo(401);
        assertThat(RawHttp.status(agent.port(), get, host, "Authorization: Basic %%%"))
                .isEqualTo(401);
    }

    @Test
    void aTokenForOneWorkspaceReadsItsPagesAlone() throws Exception {
        String host = "Host: plumbline.example.org";

        assertThat(RawHttp.status(agent.port(), "GET " + STAGING + " HTTP/1.1", host, basic("ci")))
                .isEqualTo(200);
        assertThat(
                        RawHttp.status(
                                agent.port(),
                                "GET /workspaces/fraud/prod HTTP/1.1",
                                host,
                                basic("ci")))
                .isEqualTo(401);
    }

    /// A browser sends its password along with whatever another page makes it ask.
    @Test
    void aPasswordChangesNothing() throws Exception {
        assertThat(
                        RawHttp.status(
                                agent.port(),
                                "POST /api/v1/sync HTTP/1.1",
                                "Host: 127.0.0.1",
                                "Content-Length: 0",
                                basic(AgentFixture.TOKEN)))
                .isEqualTo(401);
        assertThat(agent.control().acts()).isEmpty();
    }

    private static String basic(String password) {
        return "Authorization: Basic "
                + Base64.getEncoder()
                        .encodeToString(("anyone:" + password).getBytes(StandardCharsets.UTF_8));
    }
}
