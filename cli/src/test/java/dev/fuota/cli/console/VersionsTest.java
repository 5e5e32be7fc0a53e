package dev.fuota.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class VersionsTest {

  @Test
  void aBuildInACloneNamesItsCommitAndTheTimeOfIt() {
    Properties build = build("1a2b3c4d", "2026-11-22T03:29:45Z", "false");
    assertThat(Versions.source(build)).isEqualTo("Commit 1a2b3c4d of 2026-11-22T03:29:45Z");
  }

  @Test
  void changesThatNoCommitHasAreNotKeptQuiet() {
    Properties build = build("1a2b3c4d", "2026-11-22T03:29:45Z", "true");
    assertThat(Versions.source(build)).endsWith(", and changes since");
  }

  @Test
  void aBuildOutsideACloneSaysSoAndShowsNoPlaceholder() {
    Properties unfilled = build("${git.commit.id.abbrev}", "${git.commit.time}", "${git.dirty}");
    assertThat(Versions.source(unfilled)).isEqualTo(Versions.source(new Properties()));
    assertThat(Versions.source(unfilled)).contains("unknown").doesNotContain("$");
  }

  private static Properties build(String commit, String time, String dirty) {
    Properties build = new Properties();
    build.setProperty("commit", commit);
    build.setProperty("time", time);
    build.setProperty("dirty", dirty);
    return build;
  }
}
