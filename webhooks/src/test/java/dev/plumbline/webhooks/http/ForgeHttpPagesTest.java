package dev.plumbline.webhooks.http;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.plumbline.webhooks.forge.ForgeException;
import dev.plumbline.webhooks.forge.ForgeException.Reason;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ForgeHttpPagesTest {
    @RegisterExtension
    static final WireMockExtension FORGE =
            WireMockExtension.newInstance()
                    .options(options().bindAddress("127.0.0.1").dynamicPort())
                    .build();

    private ForgeHttp http =
            new ForgeHttp(URI.create("http://127.0.0.1"), _ -> {}, new TestingClock());

    @BeforeEach
    void open() {
        http = new ForgeHttp(URI.create(FORGE.baseUrl() + "/api"), _ -> {}, new TestingClock());
    }

    @AfterEach
    void close() {
        http.close();
    }

    private void page(String path, String body, String next) {
        FORGE.stubFor(
                get(path)
                        .willReturn(
                                okJson(body).withHeader("Link", "<" + next + ">; rel=\"next\"")));
    }

    @Test
    void everyPageIsRead() {
        page("/api/items?page=1", "[1, 2]", FORGE.url("/api/items?page=2"));
        page("/api/items?page=2", "[3]", "/api/items?page=3");
        FORGE.stubFor(get("/api/items?page=3").willReturn(okJson("[4]")));

        assertThat(http.pages("/items?page=1"))
                .extracting(item -> item.intValue())
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void itemsMayBeAFieldOfThePage() {
        FORGE.stubFor(get("/api/items").willReturn(okJson("{\"items\": [1], \"total\": 1}")));

        assertThat(http.pages("/items", page -> page.path("items"))).hasSize(1);
    }

    @Test
    void pagesWithoutEndAreRefusedAndNotCutShort() {
        page("/api/items", "[1]", FORGE.url("/api/items"));

        assertThatThrownBy(() -> http.pages("/items"))
                .isInstanceOfSatisfying(
                        ForgeException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED))
                .hasMessageContaining("more than 20 pages of /items");
        FORGE.verify(20, getRequestedFor(urlPathEqualTo("/api/items")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example.com/items?page=2",
                "http://127.0.0.1:1/items?page=2",
                "//elsewhere.example.com/items",
                "mailto:eve@example.com",
                "http://[broken"
            })
    void aLinkToAnotherHostIsRefused(String link) {
        page("/api/items", "[1]", link);

        assertThatThrownBy(() -> http.pages("/items"))
                .isInstanceOfSatisfying(
                        ForgeException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED))
                .hasMessageContaining("another host");
    }

    @Test
    void aLinkToTheSameHostByAnotherSchemeIsRefused() {
        page("/api/items", "[1]", FORGE.url("/api/items").replace("http:", "https:"));

        assertThatThrownBy(() -> http.pages("/items")).isInstanceOf(ForgeException.class);
    }

    @Test
    void eachPageIsKeptByItsOwnTag() {
        FORGE.stubFor(get(anyUrl()).willReturn(okJson("[1]").withHeader("ETag", "\"only\"")));

        http.pages("/items");
        http.pages("/others");

        FORGE.verify(
                1, getRequestedFor(urlPathEqualTo("/api/others")).withoutHeader("If-None-Match"));
    }
}
