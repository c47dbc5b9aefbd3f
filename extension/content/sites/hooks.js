/** Where things are on the sites: selectors as data, best first. The server can replace them (backend/sites/hooks.json). */
/** @type {Hooks} */
const hooks = {
  "version": 4,
  "linkedin": {
    "sdui.page": [
      "[data-sdui-screen^=\"com.linkedin.sdui.\"]",
      "[role=\"listitem\"][componentkey*=\"FeedType_\"], [componentkey^=\"commentBox-\"]",
      "[data-testid=\"mainFeed\"]",
      "[data-view-name=\"feed-full-update\"]:not(:has(.feed-shared-update-v2)):not(.feed-shared-update-v2 *)"
    ],
    "sdui.feed": [
      "[data-testid=\"mainFeed\"]",
      "[data-component-type=\"LazyColumn\"]:has([role=\"listitem\"][componentkey*=\"FeedType_\"])"
    ],
    "sdui.card": [
      "[role=\"listitem\"][componentkey*=\"FeedType_\"]",
      "[componentkey^=\"expanded\"][componentkey*=\"FeedType_\"]:not(:has([componentkey^=\"expanded\"][componentkey*=\"FeedType_\"]))",
      "[componentkey^=\"update-card-focus\"]:not(:has([componentkey^=\"update-card-focus\"]))",
      "[data-testid=\"mainFeed\"] [role=\"listitem\"]:has(svg#comment-small)",
      "[data-view-name=\"feed-full-update\"]:not(:has(.feed-shared-update-v2)):not(.feed-shared-update-v2 *)"
    ],
    "sdui.menu": ["button[aria-label^=\"Open control menu\"]", "button:has(svg#overflow-web-ios-small)"],
    "sdui.avatar": ["a:has(figure)"],
    "sdui.companyIcon": ["svg#company-accent-4"],
    "sdui.personIcon": ["svg#person-accent-4"],
    "sdui.headline": ["p:not([componentkey]):not([aria-label] p)"],
    "sdui.line": ["p"],
    "sdui.text": ["[data-testid=\"expandable-text-box\"]", "[data-view-name=\"feed-commentary\"]"],
    "sdui.more": ["[data-testid=\"expandable-text-button\"]"],
    "sdui.visibility": ["svg#globe-americas-small, svg#people-small, svg#group-small"],
    "sdui.like": ["button[aria-label^=\"Reaction button state\"]"],
    "sdui.unliked": [
      "[aria-label=\"Reaction button state: no reaction\"]",
      ":not([aria-label^=\"Reaction button state\"]):has(svg#thumbs-up-outline-small)"
    ],
    "sdui.commentOpener": ["button:has(svg#comment-small)"],
    "sdui.repostOpener": ["svg#repost-small"],
    "sdui.hide": ["button:has(svg#close-small)"],
    "sdui.key": ["[componentkey*=\"-replaceableCommentTools\"]", "[id*=\"-replaceableCommentTools\"]"],
    "sdui.comment": [
      "[componentkey^=\"replaceableComment_urn:li:comment:\"]",
      "[id^=\"replaceableComment_urn:li:comment:\"]",
      "[componentkey^=\"CommentComponentReference_urn:li:comment:\"]"
    ],
    "sdui.comments": [
      "[data-testid*=\"-commentList\"]",
      "[componentkey^=\"commentsSectionContainer\"]",
      "[componentkey*=\"-commentsSectionAnchorRef\"]"
    ],
    "sdui.commentBox": ["[componentkey^=\"commentBox-\"]", "[id^=\"commentBox-\"]"],
    "sdui.commentSubmit": [
      "[componentkey*=\"commentButtonSection\"] button, button[componentkey*=\"commentButtonSection\"]",
      "[id*=\"commentButtonSection\"] button, button[id*=\"commentButtonSection\"]",
      "button[data-view-name=\"comment-post\"], button[data-view-name=\"comment-reply-post\"]"
    ],
    "sdui.postDialog": [
      "dialog:has([data-sdui-screen*=\"sharing.ShareCompose\"])",
      "[data-sdui-screen*=\"sharing.ShareCompose\"]",
      "dialog:has([componentkey=\"ShareBox_textEditor\"])"
    ],
    "sdui.preview": ["#ShareBoxpreviewCard", "[componentkey*=\"ShareBoxpreviewCard\"]"],
    "ember.page": [
      "div.feed-shared-update-v2[data-urn]",
      "body.ember-application",
      ".artdeco-modal",
      ".share-box-v2__modal",
      ".ember-view"
    ],
    "ember.shadow": ["#interop-outlet[data-testid=\"interop-shadowdom\"]", "#interop-outlet"],
    "ember.wrapper": ["[data-id^=\"urn:li:activity:\"], [data-id^=\"urn:li:aggregate:\"]", "[data-finite-scroll-hotkey-item]"],
    "ember.card": ["div.feed-shared-update-v2[data-urn^=\"urn:li:\"]"],
    "ember.menu": ["button[aria-label^=\"Open control menu\"]", "button[class*=\"control-menu__trigger\"]"],
    "ember.actor": [
      "a.update-components-actor__meta-link",
      "a.update-components-actor__image",
      "a.feed-shared-actor__container-link"
    ],
    "ember.name": [
      ".update-components-actor__title [dir] > [aria-hidden]",
      ".update-components-actor__name",
      ".feed-shared-actor__name",
      ".update-components-actor__title [dir]"
    ],
    "ember.headline": [
      ".update-components-actor__description > [aria-hidden]",
      ".update-components-actor__description",
      ".feed-shared-actor__description"
    ],
    "ember.subline": [".update-components-actor__sub-description", ".feed-shared-actor__sub-description"],
    "ember.visibility": ["li-icon, svg"],
    "ember.text": [
      ".update-components-update-v2__commentary",
      ".feed-shared-update-v2__commentary",
      ".update-components-text",
      ".feed-shared-text"
    ],
    "ember.textBox": ["[class*=\"inline-show-more-text\"]"],
    "ember.more": ["button[class*=\"show-more-text__see-more\"], button.see-more"],
    "ember.like": ["button.react-button__trigger[aria-pressed]"],
    "ember.liked": ["[aria-pressed=\"true\"]"],
    "ember.unseen": [".visually-hidden"],
    "ember.comment": [
      "article[data-id^=\"urn:li:comment:\"]",
      "article.comments-comment-entity, article.comments-comment-item"
    ],
    "ember.comments": [".comments-comments-list", ".comments-comment-list__container"],
    "ember.commentForm": ["form.comments-comment-box__form", ".comments-comment-box--cr", ".comments-comment-box"],
    "ember.commentSubmit": [
      "button.comments-comment-box__submit-button--cr",
      "button.comments-comment-box__submit-button",
      "button[class*=\"comments-comment-box__submit-button\"]"
    ],
    "ember.postDialog": [
      ".share-box-v2__modal",
      "[role=\"dialog\"]:has(.share-actions__primary-action)",
      "[role=\"dialog\"]:has(.share-creation-state__text-editor)",
      ".share-box"
    ],
    "ember.postSubmit": ["button.share-actions__primary-action", ".share-actions__primary-action button"],
    "ember.preview": [".update-components-mini-update-v2", ".feed-shared-mini-update-v2", "[class*=\"mini-update-v2\"]"]
  },
  "x": {
    "page": [
      "article[data-testid=\"tweet\"]",
      "[data-testid^=\"tweetTextarea_\"]",
      "[data-testid=\"primaryColumn\"]",
      "[data-testid=\"SideNav_AccountSwitcher_Button\"]"
    ],
    "cell": ["[data-testid=\"primaryColumn\"] [data-testid=\"cellInnerDiv\"]", "[data-testid=\"cellInnerDiv\"]"],
    "post": ["article[data-testid=\"tweet\"]", "[data-testid=\"tweet\"]:not(:has([data-testid=\"tweet\"]))"],
    "focal": [
      "article[data-testid=\"tweet\"][tabindex=\"-1\"]",
      "[data-testid=\"tweet\"][tabindex=\"-1\"]:not(:has([data-testid=\"tweet\"]))"
    ],
    "name": ["[data-testid=\"User-Name\"]", "a[role=\"link\"][href]:has([dir=\"ltr\"])"],
    "avatar": ["[data-testid^=\"UserAvatar-Container-\"]"],
    "gold": ["svg:has(linearGradient ~ linearGradient):has([fill=\"#d18800\" i])", "svg:has([fill=\"#d18800\" i])"],
    "time": ["a[href*=\"/status/\"]:has(time)"],
    "quote": ["[role=\"link\"]:has([data-testid=\"User-Name\"]), button:has([data-testid=\"User-Name\"])"],
    "text": ["[data-testid=\"tweetText\"]", "[data-testid=\"twitter-article-title\"]"],
    "more": ["[data-testid=\"tweet-text-show-more-link\"]"],
    "like": ["button[data-testid=\"like\"]", "[data-testid=\"like\"]"],
    "unlike": ["button[data-testid=\"unlike\"]", "[data-testid=\"unlike\"]"],
    "ad": ["[data-testid=\"placementTracking\"]"],
    "editor": ["[data-testid^=\"tweetTextarea_\"][contenteditable=\"true\"]"],
    "dialog": ["[role=\"dialog\"][aria-modal=\"true\"]", "[aria-modal=\"true\"]"],
    "inlineReply": ["[data-testid=\"inline_reply_offscreen\"]"],
    "submit": ["[data-testid=\"tweetButton\"], [data-testid=\"tweetButtonInline\"]"]
  }
};
