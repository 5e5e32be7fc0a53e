package dev.fuota.fleet.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.settings.SettingProblem;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be is refused where it stands, in one line. */
class ImpossibleScenarioTest {
  private static final String FLEET =
      """
      apiVersion: fuota/v1
      seed: 3
      fleet:
        - {count: 10, uplinkInterval: 1min}
      campaign: {image: 20KiB, fragmentSize: 48}
      faults:
        - {at: fragment 3, devices: 1, do: power-cut}
      until: {updated: all, longest: 6h}
      expect:
        - {updated: all, within: 3h}
      name: small
      """;

  private static Scenario read(String text) {
    return ScenarioFile.read("small.yaml", text, name -> "");
  }

  @Test
  void whatIsPossibleIsTaken() {
    assertThatCode(() -> read(FLEET)).doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "count: 10 | count: -10 | small.yaml:4:13: -10 is not between 1 and 1000000",
        "count: 10 | count: 1000000000 | small.yaml:4:13: 1000000000 is not between 1 and 1000000",
        "count: 10 | count: 99999999999999999999 | small.yaml:4:13: '99999999999999999999' is no whole"
            + " number",
        "count: 10 | conut: 10 | small.yaml:4:13: unknown key conut; did you mean count?",
        "count: 10 | count: 10, class: B | small.yaml:4:24: class B needs beacons; add beacons: true",
        "count: 10 | count: 10, pingPeriodicity: 2 | small.yaml:4:34: only devices of class B have ping"
            + " slots; add class: B",
        "count: 10 | count: 10, dataRate: 9 | small.yaml:4:27: EU868 has no uplinks with data rate 9",
        "count: 10 | count: 10, flash: {slot: 100001} | small.yaml:4:31: a slot of 100001 octets is not"
            + " whole sectors of 2048",
        "count: 10 | count: 10, flash: {sector: 3KiB} | small.yaml:4:33: 3072 octets are no power of two",
        "count: 10 | count: 10, flash: {slot: 64KiB} | small.yaml:4:31: the devices run an image of",
        "count: 10 | count: 10, ram: 100 | small.yaml:4:22: 100 octets are too few to repair a single"
            + " fragment of 427",
        "uplinkInterval: 1min | uplinkInterval: 7h | small.yaml:4:33: devices that speak so seldom would"
            + " have the server wait 28h for an answer, and it waits at most 1d; make uplinkInterval"
            + " shorter",
        "uplinkInterval: 1min | uplinkInterval: 1ms | small.yaml:4:33: devices speak every 1s to 30d, the"
            + " longest run there is",
        "image: 20KiB | image: 12 | small.yaml:5:19: 12 octets, not 512 to",
        "fragmentSize: 48 | redundancy: -30% | small.yaml:5:38: '-30%' is no share; write it as 30% or 0.3",
        "{updated: all, within | {updated: 101%, within | small.yaml:10:15: 101% is more than 100%, the most there is",
        "image: 20KiB | image: 300KiB | small.yaml:5:19: 300KiB is 307200 octets, not 512 to",
        "image: 20KiB | image: sensor-3.0.0 | small.yaml:5:19: 'sensor-3.0.0' is no image;",
        "image: 20KiB | image: new.bin | small.yaml:5:19: there is no folder in which new.bin could be",
        "fragmentSize: 48 | fragmentSize: 300 | small.yaml:5:40: 300 is not between 8 and 239",
        "fragmentSize: 48 | dataRate: 0, fragmentSize: 60 | small.yaml:5:53: 60 is not between 8 and 48",
        "fragmentSize: 48 | dataRate: 9 | small.yaml:5:36: EU868 has no downlinks with data rate 9",
        "fragmentSize: 48 | redundancy: 900% | small.yaml:5:38: 900% is more than 400%, the most there is",
        "fragmentSize: 48 | class: B | small.yaml:5:33: class B needs beacons; add beacons: true",
        "fragmentSize: 48 | successThreshold: 0% | small.yaml:5:44: the threshold is 1% to 100%",
        "fragmentSize: 48 | parameters: {repeat: 3} | small.yaml:5:47: unknown key repeat;",
        "fragmentSize: 48 | parameters: {adaptive: maybe} | small.yaml:5:49: adaptive is",
        "devices: 1, | | small.yaml:7:5: a fault strikes one of devices: 5%, gateway: 0 and server: true",
        "devices: 1, | devices: 11, | small.yaml:7:31: 11 is not between 1 and 10",
        "devices: 1, | devices: 0%, | small.yaml:7:31: a fault that strikes none is none",
        "devices: 1, | gateway: 1, | small.yaml:7:31: 1 is not between 0 and 0",
        "fragment 3 | 7h | small.yaml:7:10: the run is over by then; it takes at most 21600s",
        "fragment 3 | bot | small.yaml:7:10: 'bot' is neither a time, nor a fragment, nor a step; did you"
            + " mean boot?",
        "fragment 3 | 2h, every: flash-operation | small.yaml:7:10: every: flash-operation goes with a"
            + " step, such as boot",
        "power-cut | power-cat | small.yaml:7:38: 'power-cat' is not known; did you mean power-cut?",
        "updated: all, within | updatet: all, within | small.yaml:10:15: unknown key updatet; did you"
            + " mean updated?",
        "updated: all, within | updated: 11, within | small.yaml:10:15: 11 is not between 0 and 10",
        "updated: all, within | bricked: 0, within | small.yaml:10:26: within goes with joined, complete"
            + " and updated only",
        "updated: all, within | within | small.yaml:10:5: nothing is expected here; add updated: all",
        "seed: 3 | cell: 0 | small.yaml:2:7: 0 is not between 1 and 10000",
        "seed: 3 | network: udp://localhost:1700 | small.yaml:4:5: devices on a network elsewhere"
            + " need a secret",
        "seed: 3 | beaconSilence: {after: 1h, lasts: 1h} | small.yaml:2:16: there are no beacons that"
            + " could fail; add beacons: true",
        "seed: 3 | gateways: 101 | small.yaml:2:11: 101 is not between 1 and 100",
        "seed: 3 | air: {loss: 100%} | small.yaml:2:13: if all is lost nothing happens",
        "seed: 3 | 'air: {loss: 5%, bursts: {device: 5%}}' | small.yaml:2:34: loss says already what"
            + " devices lose",
        "seed: 3 | 'air: {loss: {model: gilbert-elliott, mean: 5%, burst: 0.5}}' |"
            + " small.yaml:2:55: a burst has 1 to 10000 frames",
      })
  void aMistakeIsToldWithItsPlace(String written, String instead, String message) {
    assertThat(FLEET).contains(written);
    String text = FLEET.replace(written, instead == null ? "" : instead);
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(SettingProblem.class)
        .hasMessageStartingWith(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void packagesOfBothVersionsCannotShareASession() {
    String text = FLEET.replace("campaign:", "  - {count: 2, packages: 2}\ncampaign:");
    assertThatThrownBy(() -> read(text)).hasMessageContaining("cannot share a campaign");
  }

  @Test
  void withoutACampaignThereAreNoFragments() {
    String text = FLEET.replace("campaign: {image: 20KiB, fragmentSize: 48}\n", "");
    assertThatThrownBy(() -> read(text))
        .hasMessage("small.yaml:6:10: without a campaign no device comes there; add campaign:");
  }

  @Test
  void groupsTogetherHaveALimitToo() {
    String text =
        FLEET
            .replace("count: 10", "count: 600000")
            .replace("campaign:", "  - {count: 600000}\ncampaign:");
    assertThatThrownBy(() -> read(text)).hasMessageContaining("more than 1000000 devices in all");
  }

  @Test
  void aMillionDevicesAreReadWithoutTheirKeys() {
    Scenario million = read(FLEET.replace("count: 10", "count: 1000000"));
    assertThat(million.count()).isEqualTo(1_000_000);
    assertThat(million.groups().get(0).part(999_998, 1_000_000).devices().get(1))
        .isEqualTo(million.groups().get(0).devices().get(999_999));
    assertThat(million.groups().get(0).devices().get(999_999).devEui())
        .hasToString("70b3d57ed00f4240");
  }

  /** Nine levels of nine aliases each would be 387 million values. */
  @Test
  void aBombOfAliasesDoesNotGoOff() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 9; i++) {
      String alias = "*a" + (i - 1);
      bomb.append("a").append(i).append(": &a").append(i).append(" [");
      bomb.append(String.join(", ", Collections.nCopies(9, alias))).append("]\n");
    }
    assertThatThrownBy(() -> read(bomb + FLEET)).hasMessageContaining("anchors and aliases");
  }

  @Test
  void aCycleIsNone() {
    assertThatThrownBy(() -> read(FLEET + "loop: &a [*a]\n"))
        .isInstanceOf(SettingProblem.class)
        .hasMessageContaining("anchors and aliases");
  }

  @Test
  void aSecondDocumentIsNotOverlooked() {
    assertThatThrownBy(() -> read(FLEET + "---\nname: other\n"))
        .hasMessageContaining("a second document begins here");
  }

  @Test
  void theDigestIsOfTheTextAndOfTheFilesItNames() {
    assertThat(read(FLEET).sha256()).hasSize(64).isEqualTo(read(FLEET).sha256());
    assertThat(read(FLEET + "# more\n").sha256()).isNotEqualTo(read(FLEET).sha256());
  }
}
