/// Azure DevOps Services and Server.
@NullMarked
package dev.plumbline.webhooks.azuredevops;

import org.jspecify.annotations.NullMarked;
