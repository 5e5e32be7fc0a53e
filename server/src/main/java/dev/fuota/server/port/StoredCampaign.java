package dev.fuota.server.port;

/**
 * What the service must not forget of a campaign. Both texts are the service's own and have no keys
 * in them.
 *
 * @param id 1 or more
 * @param request what the user asked for
 * @param state what became of it
 */
public record StoredCampaign(long id, String request, String state) {}
