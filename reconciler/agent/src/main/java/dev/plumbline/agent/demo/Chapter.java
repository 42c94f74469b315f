package dev.plumbline.agent.demo;

import java.util.Map;

/// A chapter of the story as it was told.
///
/// @param commit the commit that it is about
/// @param observed what the agent's API, the endpoint and Git said
record Chapter(String title, String commit, double seconds, Map<String, Object> observed) {}
