package dev.fuota.fleet.demo;

import java.util.List;
import java.util.Optional;

/**
 * One device in one campaign.
 *
 * @param passages the milestones reached, first times only, in order of {@link Milestone}
 * @param received fragments that the device heard
 * @param stored those of them that told it something new
 * @param redundant those that it did not need
 * @param needed fragments that the image has uncoded; {@code stored} reaches this when it is whole
 * @param outcome one sentence: how it ended for this device
 */
public record DeviceCampaign(
    List<Passage> passages, int received, int stored, int redundant, int needed, String outcome) {
  public DeviceCampaign {
    passages = List.copyOf(passages);
  }

  public Optional<Passage> passage(Milestone milestone) {
    return passages.stream().filter(p -> p.milestone() == milestone).findFirst();
  }
}
