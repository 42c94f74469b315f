package dev.plumbline.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.agent.api.AccessTokens;
import dev.plumbline.agent.api.Caller;
import dev.plumbline.agent.api.Role;
import dev.plumbline.agent.http.Mount;
import dev.plumbline.local.LocalOptions;
import dev.plumbline.local.LocalPlatform;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MlflowMountTest {
    private static final String OWN = "agents-own-token";
    private static final String VIEWER = "viewers-token";

    @TempDir private Path folder;

    private LocalPlatform platform;
    private Mount mount;

    @BeforeEach
    void open() throws Exception {
        platform =
                LocalPlatform.open(
                        LocalOptions.in(folder, 0, URI.create("http://127.0.0.1:7070")),
                        () -> {},
                        _ -> {});
        AccessTokens tokens =
                AccessTokens.ofAgent(OWN, Caller.admin("operator"))
                        .with(hash(VIEWER), new Caller("eve", Role.VIEWER, Set.of(), Set.of()));
        mount =
                new MlflowMount(
                                platform.mlflow(() -> List.of("fraud/staging")),
                                platform.runTokens(),
                                tokens)
                        .mount();
    }

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void theAgentsTokenWritesAsBearerAndAsPassword() throws Exception {
        assertThat(create("Bearer " + OWN, true)).isEqualTo(200);
        assertThat(create(basic(OWN), false)).isEqualTo(200);
    }

    @Test
    void withoutATokenCallersOnThisMachineReadAndOthersDoNot() throws Exception {
        assertThat(search("", true)).isEqualTo(200);
        assertThat(create("", true)).isEqualTo(401);
        assertThat(search("", false)).isEqualTo(401);
    }

    @Test
    void aTokenThatNobodyKnowsLetsNobodyIn() throws Exception {
        assertThat(search("Bearer wrong", true)).isEqualTo(401);
        assertThat(search("Basic %%%", true)).isEqualTo(401);
        assertThat(search("Digest x", true)).isEqualTo(401);
    }

    @Test
    void aViewersTokenReads() throws Exception {
        assertThat(search("Bearer " + VIEWER, false)).isEqualTo(200);
        assertThat(create("Bearer " + VIEWER, true)).isEqualTo(401);
    }

    @Test
    void aRunsTokenIsKnownAndWritesNothingOfOthers() throws Exception {
        String token = platform.runTokens().token("a".repeat(32));

        assertThat(search("Bearer " + token, false)).isEqualTo(200);
        assertThat(create("Bearer " + token, false)).isEqualTo(403);
    }

    private int create(String authorization, boolean local) throws IOException {
        return call("/api/2.0/mlflow/runs/create", authorization, local);
    }

    private int search(String authorization, boolean local) throws IOException {
        return call("/api/2.0/mlflow/experiments/search", authorization, local);
    }

    private int call(String path, String authorization, boolean local) throws IOException {
        Mount.Answer answer =
                mount.routes()
                        .handle(
                                new Mount.Request(
                                        "POST",
                                        path,
                                        Map.of(),
                                        authorization.isEmpty()
                                                ? Map.of()
                                                : Map.of("authorization", authorization),
                                        local,
                                        new ByteArrayInputStream(
                                                "{}".getBytes(StandardCharsets.UTF_8))));
        try (InputStream _ = answer.body()) {
            return answer.status();
        }
    }

    private static String basic(String password) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString(("ada:" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(String token) throws Exception {
        return HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("SHA-256")
                                .digest(token.getBytes(StandardCharsets.UTF_8)));
    }
}
