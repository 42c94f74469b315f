package dev.plumbline.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commits that the real `git` and `ssh-keygen` signed.
class SignedCommitsTest {
    /// The key ring of the user that runs the agent, which the verifier looks up once in a process.
    @TempDir static Path keyRing;

    @TempDir Path folder;
    private Path work;
    private Path allowed;
    private GitRepository repository;

    @BeforeAll
    static void useKeyRing() {
        System.setProperty("jgit.gpg.home", keyRing.toString());
    }

    @BeforeEach
    void create() throws Exception {
        work = Files.createDirectory(folder.resolve("work"));
        allowed = folder.resolve("allowed_signers");
        run("git", "init", "-q", "-b", "main", ".");
        run("git", "config", "user.name", "Ada");
        run("git", "config", "user.email", "ada@example.org");
        run("git", "config", "gpg.format", "ssh");
        key("ada");
        key("eve");
        trust("ada@example.org", "ada");
        repository =
                GitRepository.open(
                        work.toString(), Optional.of("main"), folder.resolve("clone.git"));
    }

    @AfterEach
    void close() {
        repository.close();
    }

    private void key(String name) throws Exception {
        run(
                "ssh-keygen",
                "-q",
                "-t",
                "ed25519",
                "-N",
                "",
                "-C",
                name,
                "-f",
                folder.resolve(name).toString());
    }

    private void trust(String principal, String name) throws IOException {
        Files.writeString(
                allowed, principal + " " + Files.readString(folder.resolve(name + ".pub")));
    }

    /// @param signing arguments of `git commit` that sign, or do not
    private String commit(String... signing) throws Exception {
        Files.writeString(work.resolve("model.yml"), "name: " + System.nanoTime());
        run("git", "add", ".");
        run(
                Stream.concat(
                                Stream.of("git", "commit", "-q", "-m", "change"),
                                Arrays.stream(signing))
                        .toArray(String[]::new));
        repository.fetch();
        return repository.head().orElseThrow().commit();
    }

    private String signedBy(String name) throws Exception {
        run("git", "config", "user.signingkey", folder.resolve(name).toString());
        return commit("-S");
    }

    private String run(String... command) throws Exception {
        Process process =
                new ProcessBuilder(command)
                        .directory(work.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said =
                new String(
                        process.getInputStream().readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(List.of(command) + ": " + said).isZero();
        return said;
    }

    private Optional<String> fault(String commit) {
        return fault(commit, Optional.of(allowed));
    }

    private Optional<String> fault(String commit, Optional<Path> signers) {
        return new SignedCommits(repository, new TrustedKeys(signers, Set.of())).fault(commit);
    }

    @Test
    void aCommitOfATrustedKeyHasNoFault() throws Exception {
        assertThat(fault(signedBy("ada"))).isEmpty();
    }

    @Test
    void aCommitThatIsNotSignedSaysSoAndHowToSignIt() throws Exception {
        String commit = commit("--no-gpg-sign");

        assertThat(fault(commit))
                .hasValue(
                        "commit %s by Ada is not signed, and policy.signatures of the agent's configuration demands it; sign it with `git commit --amend -S` and push it, or push a signed commit on top"
                                .formatted(new Revision(commit).shortForm()));
    }

    @Test
    void aCommitOfAForeignKeyNamesTheKeyAndTheFile() throws Exception {
        String commit = signedBy("eve");
        String fingerprint =
                run("ssh-keygen", "-l", "-f", folder.resolve("eve").toString()).split(" ")[1];

        assertThat(fault(commit).orElseThrow())
                .contains("commit " + new Revision(commit).shortForm() + " by Ada")
                .contains(fingerprint)
                .contains("which is not trusted")
                .contains("have it signed by a key in " + allowed);
    }

    @Test
    void aKeyThatIsTrustedNoMoreIsSeenAtOnce() throws Exception {
        String commit = signedBy("ada");
        boolean trusted = fault(commit).isEmpty();
        trust("eve@example.org", "eve");

        assertThat(trusted).isTrue();
        assertThat(fault(commit)).isPresent();
    }

    @Test
    void aSignatureOfAnotherCommitIsNone() throws Exception {
        String signed = signedBy("ada");
        String text = run("git", "cat-file", "commit", signed).replace("change", "chance");
        Path forged = Files.writeString(folder.resolve("forged"), text);
        String id = run("git", "hash-object", "-t", "commit", "-w", forged.toString()).strip();
        run("git", "update-ref", "refs/heads/main", id);
        repository.fetch();

        assertThat(fault(id).orElseThrow()).contains("which is not trusted");
    }

    @Test
    void withoutAFileOfSignersNothingIsTrusted() throws Exception {
        String commit = signedBy("ada");

        assertThat(fault(commit, Optional.empty()).orElseThrow())
                .contains("names no file that can be read");
        assertThat(fault(commit, Optional.of(folder.resolve("missing"))).orElseThrow())
                .contains("names no file that can be read");
    }

    @Test
    void aCommitOfATrustedOpenpgpKeyHasNoFault() throws Exception {
        Path home = openpgp();
        String commit = commit("-S");
        boolean known = fault(commit).isEmpty();
        String fingerprint =
                run("gpg", "--homedir", home.toString(), "--with-colons", "--list-keys")
                        .lines()
                        .filter(line -> line.startsWith("fpr:"))
                        .map(line -> line.split(":")[9])
                        .findFirst()
                        .orElseThrow();
        run(
                "gpg",
                "--homedir",
                home.toString(),
                "--yes",
                "--output",
                keyRing.resolve("pubring.gpg").toString(),
                "--export");

        assertThat(known).isFalse();
        assertThat(faultOfOpenpgp(commit, fingerprint)).isEmpty();
        assertThat(faultOfOpenpgp(commit, fingerprint.toLowerCase(Locale.ROOT))).isEmpty();
        assertThat(faultOfOpenpgp(commit, "0123456789ABCDEF0123456789ABCDEF01234567").orElseThrow())
                .contains(fingerprint.toLowerCase(Locale.ROOT))
                .contains("which is not trusted");
        run("gpgconf", "--homedir", home.toString(), "--kill", "all");
    }

    private Optional<String> faultOfOpenpgp(String commit, String trusted) {
        return new SignedCommits(repository, new TrustedKeys(Optional.empty(), Set.of(trusted)))
                .fault(commit);
    }

    /// The agent's own key ring is not this one, so the key is not known to it.
    @Test
    void anOpenpgpSignatureIsNoSshSignature() throws Exception {
        Path home = openpgp();

        assertThat(fault(commit("-S")).orElseThrow())
                .contains("which is not trusted")
                .contains("policy.signatures.openpgp");
        run("gpgconf", "--homedir", home.toString(), "--kill", "all");
    }

    /// Commits are signed with a new key from here on.
    ///
    /// @return the home of who signs
    private Path openpgp() throws Exception {
        Path home = Files.createDirectory(folder.resolve("gnupg"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        run(
                "gpg",
                "--homedir",
                home.toString(),
                "--batch",
                "--passphrase",
                "",
                "--quick-gen-key",
                "Ada <ada@example.org>",
                "ed25519",
                "sign");
        Path program = folder.resolve("gpg");
        Files.writeString(program, "#!/bin/sh\nexec gpg --homedir %s \"$@\"\n".formatted(home));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        run("git", "config", "gpg.format", "openpgp");
        run("git", "config", "gpg.program", program.toString());
        run("git", "config", "user.signingkey", "ada@example.org");
        return home;
    }
}
