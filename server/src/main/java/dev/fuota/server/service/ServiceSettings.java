package dev.fuota.server.service;

import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.campaign.CampaignParameters;
import dev.fuota.server.campaign.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the service is run.
 *
 * @param defaults campaign parameters by their names, as text, for campaigns that do not say
 *     (TP-18)
 * @param mcAddrFirst the first of the addresses that groups get
 * @param mcAddrCount how many there are; 1 or more
 */
public record ServiceSettings(Map<String, String> defaults, DevAddr mcAddrFirst, int mcAddrCount) {
  private static final DevAddr FIRST = new DevAddr(0x2700_0001);
  private static final int COUNT = 0x1_0000;

  public ServiceSettings {
    defaults = Collections.unmodifiableMap(new TreeMap<>(defaults));
    if (mcAddrCount < 1) {
      throw new IllegalArgumentException("without addresses there are no groups");
    }
  }

  /** With the defaults of the parameters themselves, and 65536 addresses for groups. */
  public static ServiceSettings usual() {
    return new ServiceSettings(Map.of(), FIRST, COUNT);
  }

  /** What is wrong with defaults in a region: the engine's parameters, and the service's own. */
  public static List<Problem> problems(Map<String, String> defaults, Region region) {
    ServiceParameters own = ServiceParameters.read(defaults);
    List<Problem> problems = new ArrayList<>(own.problems());
    problems.addAll(CampaignParameters.parse(own.engines(), region).problems());
    return problems;
  }

  public ServiceSettings withDefaults(Map<String, String> parameters) {
    return new ServiceSettings(parameters, mcAddrFirst, mcAddrCount);
  }
}
