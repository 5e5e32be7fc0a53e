package dev.fuota.monitor.api;

import dev.fuota.monitor.json.Shape;
import dev.fuota.monitor.json.Shapes;
import dev.fuota.server.campaign.CampaignParameter;
import dev.fuota.server.service.CampaignDetail;
import dev.fuota.server.service.CampaignRequest;
import dev.fuota.server.service.CampaignView;
import dev.fuota.server.service.RegisteredDevice;
import java.util.List;

/** What is asked and answered besides the service's own views. */
final class Bodies {
  static final Shape REQUEST = Shapes.of(CampaignRequest.class);
  static final Shape CAMPAIGN = Shapes.of(CampaignView.class);
  static final Shape DETAIL = Shapes.of(CampaignDetail.class);
  static final Shape DEVICE = Shapes.of(RegisteredDevice.class);
  static final Shape TEXT = Shapes.of(String.class);
  static final Shape TEXTS = Shapes.many(String.class);
  static final Shape ATTRIBUTES = Shapes.named(TEXT);

  private Bodies() {}

  /**
   * @param deleteOnDevices whether devices are told to delete session and group
   */
  record AbortRequest(boolean deleteOnDevices) {}

  /** A campaign that was created. */
  record CreatedView(long id) {}

  /**
   * Whether all is well.
   *
   * @param status "ok" or "fault"
   * @param sentence what is wrong; empty if nothing is
   */
  record HealthView(String status, String sentence) {}

  /**
   * A parameter of campaigns (TP-18).
   *
   * @param defaultText what holds if nothing is given
   */
  record ParameterView(
      String name, String kind, String unit, String allowed, String defaultText, String meaning) {
    static List<ParameterView> all() {
      return CampaignParameter.ALL.stream()
          .map(
              it ->
                  new ParameterView(
                      it.name(),
                      it.kind().name(),
                      it.unit(),
                      it.allowed(),
                      it.defaultText(),
                      it.meaning()))
          .toList();
    }
  }
}
