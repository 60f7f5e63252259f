// The button for passkeys is of use only where there is a browser that knows them.
if (window.PublicKeyCredential) {
  for (const button of document.querySelectorAll("[data-passkey]")) button.hidden = false
}
