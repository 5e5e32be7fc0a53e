package dev.fuota.fleet.lorawan;

import static dev.fuota.fleet.lorawan.ServiceGround.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.server.campaign.CampaignKind;
import dev.fuota.server.service.CampaignDetail;
import dev.fuota.server.service.CampaignRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Campaigns of the service with whole devices, in virtual time. */
class ServiceCampaignTest {
  private static CampaignRequest upgrade(ServiceGround ground, Map<String, String> parameters) {
    return new CampaignRequest(
        "test",
        CampaignKind.FIRMWARE_UPGRADE,
        ground.names(),
        List.of(),
        List.of(),
        Optional.of(ground.firmware()),
        List.of(),
        Optional.empty(),
        parameters);
  }

  private static CampaignDetail run(ServiceGround ground, long id) {
    ok(ground.service().start(id));
    return ground.finish(id);
  }

  @Test
  void firmware() {
    ServiceGround ground = new ServiceGround(1, List.of(ServiceGround.fleet("EU868", "", 10, 1)));
    long id =
        ok(
            ground
                .service()
                .create(upgrade(ground, Map.of("delivery_timeout", "10min", "redundancy", "50%"))));
    CampaignDetail detail = run(ground, id);
    assertThat(detail.succeeded()).isEqualTo(10);
  }
}
