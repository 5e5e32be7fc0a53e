package dev.fuota.server.service;

import static dev.fuota.server.service.ServiceRig.ok;
import static dev.fuota.server.service.ServiceRig.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.server.campaign.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plan takes for granted about lost frames. */
class PlanLossTest {
  private final ServiceRig rig = new ServiceRig();
  private final List<String> devices = rig.devices("east", 1, 10);

  private Result<PlanView> plan(String loss) {
    return rig.service.plan(rig.upload(devices, Map.of("redundancy", "50%", "loss", loss)));
  }

  @Test
  void burstsCountOtherwiseThanLossesOneByOne() {
    PlanView alone = ok(plan("10%"));
    PlanView bursts = ok(plan("ge:10%,4"));
    assertThat(alone.loss()).isEqualTo(Map.of("model", "independent", "loss", "0.1"));
    assertThat(bursts.loss()).containsEntry("model", "bursts").containsEntry("burst", "4.0");
    assertThat(bursts.success()).isStrictlyBetween(0.0, 1.0).isNotEqualTo(alone.success());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "110%", "-1%", "much", "ge:100%,4", "ge:10%,0.5", "ge:10%", "1e-1"})
  void whatIsNoLossIsNamed(String loss) {
    assertThat(refused(plan(loss)).problems()).extracting(Problem::parameter).contains("loss");
  }
}
